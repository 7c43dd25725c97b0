import type { JsonSocket } from '#main/lib/json-socket.ts';
import { systemTimers } from '#main/lib/timers.ts';
import type { QueuedPush } from '#main/plugins/channels/channel-pushes.ts';
import { authRefusal } from '#main/plugins/channels/call-failures.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginFailure, PluginResult } from '#main/plugins/plugin-result.ts';

/** Takes pushes: resolves when they are committed, rejects where they could not be. */
export type TakePushes = (pushes: readonly QueuedPush[]) => Promise<void>;

/** A push with what tells the platform that it was taken. */
export interface LinePush {
  readonly push: QueuedPush;
  readonly acknowledgement: string | Uint8Array;
}

export interface LineParts {
  readonly signal: AbortSignal;
  readonly take: TakePushes;
  /** What has come by the time that is taken together, at most so many. */
  readonly mostAtOnce: number;
  readonly heartbeatSeconds: number;
  readonly silenceSeconds: number;
  beat(socket: JsonSocket): void;
}

export interface MessageLine {
  /** Ok once the signal ended it; a failure where the line broke or fell silent; rejects with what `take` rejected with. */
  readonly ended: Promise<PluginResult<null>>;
  end(failure: PluginFailure): void;
  start(opened: JsonSocket): void;
  /** Anything arrived: the other side is there. */
  heard(): void;
  receive(push: LinePush): void;
}

/**
 * One long connection of a platform's message service, whatever its frames: signs of life, an end where nothing arrives for too
 * long, and acknowledgements that are sent after `take` has resolved and never before.
 */
export function createMessageLine(parts: LineParts): MessageLine {
  const { signal, take, mostAtOnce, heartbeatSeconds, silenceSeconds } = parts;
  const { promise, resolve, reject } = Promise.withResolvers<PluginResult<null>>();
  // The caller awaits it a moment later.
  promise.catch(() => undefined);
  const waiting: LinePush[] = [];
  let socket: JsonSocket | null = null;
  let isOver = false;
  let taken: Promise<void> = Promise.resolve();
  let stopBeating = (): void => undefined;
  let stopWaiting = (): void => undefined;

  const close = (): boolean => {
    if (isOver) return false;
    isOver = true;
    stopBeating();
    stopWaiting();
    signal.removeEventListener('abort', stop);
    socket?.close();
    return true;
  };
  const end = (failure: PluginFailure): void => {
    if (close()) resolve(failed(failure));
  };
  /** What is being taken is finished and acknowledged first: it may be committed already. */
  const stop = (): void => void taken.then(() => close() && resolve(succeeded(null)));

  const beat = (): void => {
    if (socket) parts.beat(socket);
    stopBeating = systemTimers.after(heartbeatSeconds * 1000, beat);
  };
  const heard = (): void => {
    stopWaiting();
    stopWaiting = systemTimers.after(silenceSeconds * 1000, () =>
      end(lineFailure('ERR_CHANNEL_LINE_SILENT', `nothing arrived for ${silenceSeconds} s`)),
    );
  };

  const takeWaiting = async (): Promise<void> => {
    if (isOver || waiting.length === 0) return;
    const batch = waiting.splice(0, mostAtOnce);
    await take(batch.map(({ push }) => push));
    if (!isOver) for (const { acknowledgement } of batch) socket?.send(acknowledgement);
  };

  return {
    ended: promise,
    end,
    start(opened) {
      socket = opened;
      if (isOver) return opened.close();
      signal.addEventListener('abort', stop, { once: true });
      if (signal.aborted) return stop();
      heard();
      beat();
    },
    heard() {
      if (!isOver) heard();
    },
    receive(push) {
      if (isOver) return;
      waiting.push(push);
      taken = taken.then(takeWaiting).catch((error: unknown) => {
        if (close()) reject(error instanceof Error ? error : new Error(String(error)));
      });
    },
  };
}

/** The handshake may bear a signature: an answer of HTTP 401 or 403 is about the credentials, anything else about the way there. */
export function openingFailure(error: unknown): PluginFailure {
  const detail = error instanceof Error ? error.message : String(error);
  const status = /^Unexpected server response: (401|403)$/.exec(detail)?.[1];
  return status === undefined
    ? lineFailure('ERR_CHANNEL_UNREACHABLE', detail)
    : authRefusal(status, `message service: ${detail}`);
}

/** A message channel that could not be held: it is opened again. */
export function lineFailure(
  code: 'ERR_CHANNEL_UNREACHABLE' | 'ERR_CHANNEL_LINE_CLOSED' | 'ERR_CHANNEL_LINE_SILENT',
  detail: string,
): PluginFailure {
  return { kind: 'retry', code, retryAfterMs: null, vendorCode: null, vendorText: `message service: ${detail}` };
}

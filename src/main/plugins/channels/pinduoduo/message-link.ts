import type { JsonSocket } from '#main/lib/json-socket.ts';
import { parseJson } from '#main/lib/http-json.ts';
import { systemTimers } from '#main/lib/timers.ts';
import type { QueuedPush } from '#main/plugins/channels/channel-pushes.ts';
import { writePdd } from '#main/plugins/channels/pinduoduo/call.ts';
import { authRefusal, refusal } from '#main/plugins/channels/call-failures.ts';
import { LinkFrame, SuccessAnswer } from '#main/plugins/channels/pinduoduo/schemas.ts';
import type { PinduoduoContext } from '#main/plugins/channels/pinduoduo/schemas.ts';
import { signLink } from '#main/plugins/channels/pinduoduo/sign.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginFailure, PluginResult } from '#main/plugins/plugin-result.ts';
import { z } from 'zod';

type Take = (pushes: readonly QueuedPush[]) => Promise<void>;

/** For example `pdd_refund_RefundCreated`. */
const REFUND_TOPICS = 'pdd_refund_';
const Content = z.object({ tid: z.union([z.string(), z.number()]).transform(String) });

/**
 * Holds the long connection of the message service (`wss://.../message/<client id>/<ms>/<digest>`) until the signal ends it,
 * it breaks, or nothing arrives for too long. One message is taken after the other; each is acknowledged after `take` has
 * resolved, and where `take` rejects, the connection is given up with nothing acknowledged. Messages are hints.
 *
 * The frames (`HeartBeat`, `Common`, `Ack`) stand in no document; they are those of the vendor's Java SDK. The name of the
 * acknowledgement and the form of the digest can be set. A client has one connection for all its merchants.
 */
export async function listenPinduoduoPushes(context: PinduoduoContext, take: Take): Promise<PluginResult<null>> {
  if (context.signal.aborted) return succeeded(null);
  const opened = await openService(context);
  if (opened) return failed(opened);
  const link = createLink(context, take);
  try {
    const socket = await context.openSocket({
      url: linkUrl(context),
      connectTimeoutMs: context.config.requestTimeoutMs,
      onMessage: link.receive,
      onGone: (detail) => link.end(lineFailure('ERR_CHANNEL_LINE_CLOSED', detail)),
    });
    link.start(socket);
  } catch (error) {
    return failed(openingFailure(error instanceof Error ? error.message : String(error)));
  }
  return link.ended;
}

/** Message service for this merchant, with the topics of the app; doing it again does no harm. */
async function openService(context: PinduoduoContext): Promise<PluginFailure | null> {
  const reply = await writePdd(context, {
    type: 'pdd.pmc.user.permit',
    root: 'pmc_user_permit_response',
    parameters: {},
    answer: SuccessAnswer,
  });
  if (reply.ok) return reply.value.is_success ? null : refusal(null, 'pdd.pmc.user.permit: is_success is false');
  const { failure } = reply;
  return failure.kind === 'unknown_outcome' ? { ...failure, kind: 'retry', code: 'ERR_CHANNEL_UNREACHABLE' } : failure;
}

function linkUrl(context: PinduoduoContext): string {
  const { clientId, clientSecret } = context.credentials;
  const atMs = context.clock.nowMs();
  const digest = signLink(clientId, atMs, clientSecret, context.config.linkDigest);
  const base = context.config.messageUrl.replace(/\/$/, '');
  return `${base}/message/${encodeURIComponent(clientId)}/${atMs}/${encodeURIComponent(digest)}`;
}

function createLink(context: PinduoduoContext, take: Take) {
  const { config, clock, signal } = context;
  const { promise, resolve, reject } = Promise.withResolvers<PluginResult<null>>();
  // The caller awaits it a moment later.
  promise.catch(() => undefined);
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
    const atMs = clock.nowMs();
    socket?.send({ id: atMs, commandType: 'HeartBeat', time: atMs });
    stopBeating = systemTimers.after(config.heartbeatSeconds * 1000, beat);
  };
  const listenOn = (): void => {
    stopWaiting();
    stopWaiting = systemTimers.after(config.silenceSeconds * 1000, () =>
      end(lineFailure('ERR_CHANNEL_LINE_SILENT', `nothing arrived for ${config.silenceSeconds} s`)),
    );
  };

  const takeOne = async (frame: LinkFrame, text: string): Promise<void> => {
    if (isOver) return;
    await take([toPush(frame, text)]);
    if (!isOver) socket?.send(acknowledgement(frame, config.ackCommand, clock.nowMs()));
  };

  return {
    ended: promise,
    end,
    start(opened: JsonSocket) {
      socket = opened;
      if (isOver) return opened.close();
      signal.addEventListener('abort', stop, { once: true });
      if (signal.aborted) return stop();
      listenOn();
      beat();
    },
    receive(message: unknown, text: string) {
      if (isOver) return;
      listenOn();
      const frame = LinkFrame.safeParse(message);
      if (!frame.success || frame.data.commandType !== 'Common' || !frame.data.message) return;
      taken = taken
        .then(() => takeOne(frame.data, text))
        .catch((error: unknown) => {
          if (close()) reject(error instanceof Error ? error : new Error(String(error)));
        });
    },
  };
}

function toPush(frame: LinkFrame, text: string): QueuedPush {
  const sentAtMs = Number(frame.sendTime ?? Number.NaN);
  return {
    id: frame.id,
    topic: frame.message?.type ?? '',
    externalNumber: Content.safeParse(parseJson(frame.message?.content ?? '')).data?.tid ?? null,
    publishedAtMs: Number.isSafeInteger(sentAtMs) ? sentAtMs : null,
    tellsRefund: (frame.message?.type ?? '').startsWith(REFUND_TOPICS),
    payload: new TextEncoder().encode(text),
  };
}

/** Written by hand: numbers of messages may be longer than a JavaScript number. */
function acknowledgement(frame: LinkFrame, command: string, atMs: number): string {
  const bare = (value: string | number | null | undefined): string =>
    /^-?\d+$/.test(String(value ?? '')) ? String(value) : JSON.stringify(value ?? null);
  return (
    `{"id":${bare(frame.id)},"commandType":${JSON.stringify(command)},"time":${atMs},"sendTime":${bare(frame.sendTime)},` +
    `"type":${JSON.stringify(frame.message?.type ?? '')},"mallID":${bare(frame.message?.mallID)}}`
  );
}

/** The handshake bears the digest: an answer of HTTP 401 or 403 is about the credentials, anything else about the way there. */
function openingFailure(detail: string): PluginFailure {
  const status = /^Unexpected server response: (401|403)$/.exec(detail)?.[1];
  return status === undefined
    ? lineFailure('ERR_CHANNEL_UNREACHABLE', detail)
    : authRefusal(status, `message service: ${detail}`);
}

function lineFailure(
  code: 'ERR_CHANNEL_UNREACHABLE' | 'ERR_CHANNEL_LINE_CLOSED' | 'ERR_CHANNEL_LINE_SILENT',
  detail: string,
): PluginFailure {
  return { kind: 'retry', code, retryAfterMs: null, vendorCode: null, vendorText: `message service: ${detail}` };
}

import type { openJsonSocket } from '#main/lib/json-socket.ts';
import type { JsonSocket } from '#main/lib/json-socket.ts';
import { pause } from '#main/lib/pause.ts';
import { DRAIN_PATH, FromRelay, RELAY_PROTOCOL, TICK_MS } from '#main/lib/relay-messages.ts';
import type { ToRelay } from '#main/lib/relay-messages.ts';
import { createNonce, isProof, proofOf } from '#main/lib/relay-pairing.ts';
import type { Pairing } from '#main/lib/relay-pairing.ts';
import type { SealKeys } from '#main/lib/sealed-box.ts';
import type { Timers } from '#main/lib/timers.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** What a workstation needs to reach its relay. */
export interface RelayAccess {
  /** `https://host[:port]`, without a slash at its end. */
  readonly address: string;
  readonly pairing: Pairing;
  readonly keys: SealKeys;
}

/** An open connection on which both sides have proved the pairing key. */
export interface RelayLine {
  readonly keepMs: number;
  readonly send: (message: ToRelay) => void;
  readonly close: () => void;
  /** Resolves with the reason when the connection is gone; never rejects. */
  readonly gone: Promise<string>;
}

export interface RelayLineParts {
  readonly openSocket: typeof openJsonSocket;
  readonly timers: Timers;
  readonly nowMs: () => number;
  readonly onMessage: (message: FromRelay) => void;
}

const CONNECT_MS = 10_000;
const SILENT_MS = 3 * TICK_MS;

/**
 * Opens the workstation's one connection to its relay and proves the pairing key in both directions; no secret goes over the wire.
 * @throws AppError ERR_RELAY_UNREACHABLE, ERR_RELAY_REFUSED
 */
export async function openRelayLine(access: RelayAccess, parts: RelayLineParts): Promise<RelayLine> {
  const { address, pairing, keys } = access;
  let isOver = false;
  let heardAtMs = parts.nowMs();
  let onWelcome: (welcome: Extract<FromRelay, { type: 'welcome' }>) => void = () => {};
  let onRefusal: (error: AppError) => void = () => {};
  let onGone: (detail: string) => void = () => {};
  const welcomed = new Promise<Extract<FromRelay, { type: 'welcome' }>>((resolve, reject) => {
    onWelcome = resolve;
    onRefusal = reject;
  });
  const gone = new Promise<string>((resolve) => (onGone = resolve));
  const nonce = createNonce();
  let challenge = '';
  const said = () => ({ pairing: pairing.id, challenge, nonce, publicKey: keys.publicKey });
  const early: FromRelay[] = [];
  let socket: JsonSocket | null = null;

  const hear = (message: FromRelay): void => {
    if (message.type === 'challenge') {
      challenge = message.challenge;
      const proof = proofOf('workstation', pairing.key, said());
      socket?.send({ type: 'hello', protocol: RELAY_PROTOCOL, ...said(), proof } satisfies Hello);
    } else if (message.type === 'refused') onRefusal(new AppError('ERR_RELAY_REFUSED', { reason: message.reason }));
    else if (message.type === 'welcome') onWelcome(message);
    else if (message.type !== 'tick') parts.onMessage(message);
  };

  try {
    socket = await parts.openSocket({
      url: `${address.replace(/^http/, 'ws')}${DRAIN_PATH}`,
      connectTimeoutMs: CONNECT_MS,
      onMessage(json) {
        heardAtMs = parts.nowMs();
        const message = FromRelay.safeParse(json).data;
        if (!message) return;
        // The challenge may come with the very answer that opens the socket.
        if (socket === null) early.push(message);
        else hear(message);
      },
      onGone(detail) {
        isOver = true;
        onGone(detail);
        onRefusal(new AppError('ERR_RELAY_UNREACHABLE', { detail }));
      },
    });
  } catch (error) {
    throw new AppError('ERR_RELAY_UNREACHABLE', { detail: error instanceof Error ? error.message : String(error) });
  }
  const open = socket;
  for (const message of early) hear(message);
  const late = parts.timers.after(CONNECT_MS, () =>
    onRefusal(new AppError('ERR_RELAY_UNREACHABLE', { detail: 'no answer' })),
  );
  try {
    const { proof, keepMs } = await welcomed;
    if (!isProof(proof, proofOf('relay', pairing.key, said())))
      throw new AppError('ERR_RELAY_REFUSED', { reason: 'impostor' });
    void watchSilence();
    return { keepMs, send: (message) => open.send(message), close: () => open.close(), gone };
  } catch (error) {
    open.close();
    throw error;
  } finally {
    late();
  }

  /** A line whose other end died without a word looks open for hours. */
  async function watchSilence(): Promise<void> {
    while (!isOver) {
      await pause(parts.timers, TICK_MS);
      if (isOver || parts.nowMs() - heardAtMs < SILENT_MS) continue;
      isOver = true;
      open.close();
      onGone('nothing was heard for a minute');
    }
  }
}

type Hello = Extract<ToRelay, { type: 'hello' }>;

/**
 * The address as it is kept. @throws AppError ERR_RELAY_ADDRESS_INSECURE for plain http to another machine,
 * ERR_RELAY_UNREACHABLE for what is no address
 */
export function relayAddressOf(typed: string): string {
  const text = /^[a-z]+:\/\//i.test(typed) ? typed : `https://${typed}`;
  if (!URL.canParse(text)) throw new AppError('ERR_RELAY_UNREACHABLE', { detail: 'not an address' });
  const { protocol, hostname, origin, pathname } = new URL(
    text.replace(/^wss?:/i, (scheme) => scheme.replace(/ws/i, 'http')),
  );
  const isHere = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
  if (protocol !== 'https:' && !(protocol === 'http:' && isHere))
    throw new AppError('ERR_RELAY_ADDRESS_INSECURE', { address: typed });
  return `${origin}${pathname.replace(/\/+$/, '')}`;
}

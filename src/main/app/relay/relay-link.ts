import { openRelayLine } from '#main/app/relay/open-relay-line.ts';
import type { RelayAccess, RelayLine } from '#main/app/relay/open-relay-line.ts';
import type { RelayInbox } from '#main/app/relay/relay-inbox.ts';
import type { openJsonSocket } from '#main/lib/json-socket.ts';
import { pause } from '#main/lib/pause.ts';
import { aboutPush, unpackDelivery } from '#main/lib/relay-delivery.ts';
import type { FromRelay, MailboxManners } from '#main/lib/relay-messages.ts';
import { openSealed } from '#main/lib/sealed-box.ts';
import type { Timers } from '#main/lib/timers.ts';
import { dropMailbox, listMailboxes, noteMailboxState } from '#main/usecases/relay/manage-relay.ts';
import type { RelayLinkState } from '#main/usecases/relay/read-relay.ts';
import { storeRelayed, tryRefusedAgain } from '#main/usecases/relay/relay-pushes.ts';
import type { RelayedPush } from '#main/usecases/relay/relay-pushes.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { Problem } from '#shared/contract/common.ts';
import { AppError } from '#shared/errors/app-error.ts';

const FIRST_BACKOFF_MS = 1_000;
const LONGEST_BACKOFF_MS = 60_000;
const LONGEST_END_MS = 3_000;

export interface RelayLinkParts {
  readonly context: UseCaseContext;
  readonly timers: Timers;
  readonly openSocket: typeof openJsonSocket;
  readonly inbox: RelayInbox;
  /** Read anew for each connection; null while no relay is paired. */
  readonly access: () => RelayAccess | null;
  readonly mannersOf: (shopId: string) => MailboxManners;
}

export interface RelayLink {
  state(): RelayLinkState | null;
  /** @returns whether the relay was told */
  tellUnpaired(): boolean;
  stop(): Promise<void>;
}

interface Held {
  readonly pairingId: string;
  readonly abort: AbortController;
  readonly finished: Promise<void>;
}

/** Holds the one connection to the relay: fetches what waits, stores it, and says so only then. Opened again with growing waits. */
export function startRelayLink(parts: RelayLinkParts): RelayLink {
  const { context, inbox } = parts;
  let held: Held | null = null;
  let line: RelayLine | null = null;
  let state: RelayLinkState | null = null;
  let isStopping = false;
  let keys: RelayAccess | null = null;
  let arrived: Extract<FromRelay, { type: 'push' }>[] = [];

  const tell = (next: RelayLinkState | null): void => {
    state = next;
    context.live.publish({ topic: 'shops', id: null, data: null });
  };

  const hold = async (access: RelayAccess, signal: AbortSignal): Promise<void> => {
    let backoffMs = FIRST_BACKOFF_MS;
    while (!signal.aborted) {
      const problem = await stayConnected(access, signal, () => (backoffMs = FIRST_BACKOFF_MS));
      if (signal.aborted) return;
      context.log.warn({ problem, againInMs: backoffMs }, 'the relay is away');
      tell({ kind: 'waiting', sinceMs: context.clock.nowMs(), problem, keepMs: state?.keepMs ?? null });
      await pause(parts.timers, backoffMs, signal);
      backoffMs = Math.min(LONGEST_BACKOFF_MS, backoffMs * 2);
    }
  };

  async function stayConnected(access: RelayAccess, signal: AbortSignal, onGood: () => void): Promise<Problem> {
    keys = access;
    arrived = [];
    const end = (): void => line?.close();
    try {
      const opened = await openRelayLine(access, {
        openSocket: parts.openSocket,
        timers: parts.timers,
        nowMs: () => context.clock.nowMs(),
        onMessage: hear,
      });
      line = opened;
      signal.addEventListener('abort', end, { once: true });
      if (signal.aborted) opened.close();
      onGood();
      tell({ kind: 'connected', sinceMs: context.clock.nowMs(), problem: null, keepMs: opened.keepMs });
      settleMailboxes();
      opened.send({ type: 'drain' });
      return { code: 'ERR_RELAY_UNREACHABLE', data: { detail: await opened.gone } };
    } catch (error) {
      if (error instanceof AppError) {
        const { detail, reason } = error.data as { detail?: string; reason?: string };
        return { code: error.code, data: { ...(detail && { detail }), ...(reason && { reason }) } };
      }
      context.log.error({ error }, 'the connection to the relay failed');
      return { code: 'ERR_RELAY_UNREACHABLE', data: { detail: error instanceof Error ? error.message : '' } };
    } finally {
      signal.removeEventListener('abort', end);
      line = null;
    }
  }

  /** Tells the relay which mailboxes there are; the same again does no harm. */
  function settleMailboxes(): void {
    for (const { id, shop_id } of listMailboxes(context.read)) {
      if (shop_id === null) line?.send({ type: 'close', mailbox: id });
      else line?.send({ type: 'open', mailbox: id, manners: parts.mannersOf(shop_id) });
    }
  }

  function hear(message: FromRelay): void {
    switch (message.type) {
      case 'push':
        if (arrived.push(message) === 1) setImmediate(storeArrived);
        return;
      case 'ask':
        return line?.send({ type: 'answer', id: message.id, answer: answerTo(message) });
      case 'state':
        for (const { id, ...told } of message.mailboxes) noteMailboxState(context, id, told);
        return;
      case 'closed':
        if (message.dropped > 0)
          context.log.warn({ dropped: message.dropped }, 'pushes were thrown away with the mailbox that was given up');
        return dropMailbox(context, message.mailbox);
      default:
        return;
    }
  }

  /** Commit first, acknowledge then; where the commit fails, the relay keeps all and sends it on the next connection. */
  function storeArrived(): void {
    const messages = arrived;
    arrived = [];
    if (messages.length === 0) return;
    try {
      storeRelayed(context, messages.map(openPush));
    } catch (error) {
      context.log.error({ error }, 'pushes of the relay could not be stored');
      return line?.close();
    }
    const last = new Map(messages.map(({ mailbox, sequence }) => [mailbox, sequence]));
    for (const [mailbox, sequence] of last) line?.send({ type: 'ack', mailbox, sequence });
    inbox.wake();
  }

  function openPush({ mailbox, sequence, receivedAtMs, sealed }: Extract<FromRelay, { type: 'push' }>): RelayedPush {
    const delivery = unseal(aboutPush(mailbox, sequence, receivedAtMs), sealed);
    return { mailboxId: mailbox, sequence, receivedAtMs, delivery };
  }

  function unseal(about: string, sealed: string): Uint8Array | null {
    return keys && openSealed(keys.keys, about, Buffer.from(sealed, 'base64'));
  }

  /** A platform waits for the proof of an address. What is wrong with it is the platform's to read. */
  function answerTo(
    ask: Extract<FromRelay, { type: 'ask' }>,
  ): { status: number; contentType: string; body: string } | null {
    const shopId = listMailboxes(context.read).find(({ id }) => id === ask.mailbox)?.shop_id;
    const bytes = unseal(aboutPush(ask.mailbox, 0, ask.atMs), ask.sealed);
    const delivery = bytes && unpackDelivery(bytes);
    if (!shopId || !delivery) return null;
    try {
      const { answer } = inbox.answer(shopId, delivery, ask.atMs);
      return { status: 200, contentType: answer?.contentType ?? 'text/plain', body: answer?.body ?? '' };
    } catch (error) {
      const code = error instanceof AppError ? error.code : 'ERR_HOST_INTERNAL';
      return { status: code === 'ERR_CHANNEL_SIGNATURE_INVALID' ? 401 : 503, contentType: 'text/plain', body: code };
    }
  }

  const sync = (): void => {
    if (isStopping) return;
    const access = parts.access();
    if (held && held.pairingId !== access?.pairing.id) {
      held.abort.abort();
      held = null;
      tell(null);
    }
    if (!access) return;
    if (held) return settleMailboxes();
    const abort = new AbortController();
    tell({ kind: 'waiting', sinceMs: context.clock.nowMs(), problem: null, keepMs: null });
    held = { pairingId: access.pairing.id, abort, finished: hold(access, abort.signal) };
  };

  const stopListening = context.db.onCommit((areas) => {
    if (areas.has('relay')) setImmediate(sync);
    if (areas.has('shops')) setImmediate(tryAgain);
    if (areas.has('relay')) inbox.wake();
  });
  /** Once a shop was changed, its secret may be the right one. */
  function tryAgain(): void {
    if (!isStopping && hasRefused(context) && tryRefusedAgain(context) > 0) inbox.wake();
  }
  sync();
  inbox.wake();

  return {
    state: () => state,
    tellUnpaired() {
      line?.send({ type: 'unpair' });
      return line !== null;
    },
    async stop() {
      isStopping = true;
      stopListening();
      held?.abort.abort();
      await Promise.race([Promise.all([held?.finished, inbox.stop()]), pause(parts.timers, LONGEST_END_MS)]);
    },
  };
}

function hasRefused(context: UseCaseContext): boolean {
  return (
    context.read
      .pluck<[], number>(
        'SELECT 1 FROM relay_inbox i JOIN shops s ON s.id = i.shop_id WHERE i.problem_json IS NOT NULL AND i.tried_at_ms < s.updated_at_ms LIMIT 1',
      )
      .get() !== undefined
  );
}

import type { WebSocket } from 'ws';
import { parseJson } from '#main/lib/http-json.ts';
import { aboutPush, packDelivery } from '#main/lib/relay-delivery.ts';
import type { RelayedDelivery } from '#main/lib/relay-delivery.ts';
import { RELAY_PROTOCOL, TICK_MS, ToRelay } from '#main/lib/relay-messages.ts';
import type { FromRelay } from '#main/lib/relay-messages.ts';
import { createNonce, isProof, proofOf } from '#main/lib/relay-pairing.ts';
import { isSealKey, sealFor } from '#main/lib/sealed-box.ts';
import type { Mailbox, RelayStore } from '#main/relay/relay-store.ts';

/** Pushes that may be on their way at once: a workstation that stops answering is not flooded. */
const WINDOW = 32;
const HELLO_WITHIN_MS = 10_000;
const ANSWER_WITHIN_MS = 4_000;
const STATE_AFTER_MS = 500;

export interface DrainEndpoint {
  /** Takes over a WebSocket that a workstation opened. */
  accept(socket: WebSocket): void;
  /** Something new waits in a mailbox. */
  wake(mailbox: Mailbox): void;
  changed(pairingId: string): void;
  ask(
    mailbox: Mailbox,
    delivery: RelayedDelivery,
  ): Promise<{ status: number; contentType: string; body: string } | null>;
  close(): void;
}

interface Line {
  readonly pairingId: string;
  readonly publicKey: string;
  readonly send: (message: FromRelay) => void;
  readonly socket: WebSocket;
  /** Mailboxes that the workstation knows: one put back from an old backup must not be sent what it cannot place. */
  readonly opened: Set<string>;
  isDraining: boolean;
  inFlight: number;
  /** Last sequence that was sent, by mailbox. */
  readonly sent: Map<string, number>;
  stateTimer: NodeJS.Timeout | null;
}

/**
 * The workstation's side of the relay: both prove the pairing key to each other, then what waits is sent mailbox by mailbox in its
 * order, and deleted only when the workstation says that it has it.
 */
export function createDrainEndpoint(
  store: RelayStore,
  keepMs: number,
  nowMs: () => number,
  log: (line: string) => void,
): DrainEndpoint {
  const lines = new Map<string, Line>();
  const asked = new Map<string, (answer: { status: number; contentType: string; body: string } | null) => void>();

  function accept(socket: WebSocket): void {
    const send = (message: FromRelay): void => socket.send(JSON.stringify(message));
    const challenge = createNonce();
    let line: Line | null = null;
    const late = setTimeout(() => socket.terminate(), HELLO_WITHIN_MS);
    const tick = setInterval(() => send({ type: 'tick' }), TICK_MS);
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      clearTimeout(late);
      clearInterval(tick);
      if (line === null) return;
      if (line.stateTimer) clearTimeout(line.stateTimer);
      if (lines.get(line.pairingId) === line) lines.delete(line.pairingId);
      log(`workstation of pairing ${line.pairingId} went`);
    });
    socket.on('message', (data, isBinary) => {
      const message = isBinary ? null : ToRelay.safeParse(parseJson(String(data))).data;
      if (!message) return socket.close(1008, 'not understood');
      try {
        if (line !== null) return hear(line, message);
        if (message.type !== 'hello') return socket.close(1008, 'say hello first');
        clearTimeout(late);
        line = greet(socket, send, challenge, message);
      } catch (error) {
        log(`a workstation's wish failed: ${error instanceof Error ? error.message : String(error)}`);
        socket.close(1011, 'failed');
      }
    });
    send({ type: 'challenge', protocol: RELAY_PROTOCOL, challenge });
  }

  function greet(
    socket: WebSocket,
    send: Line['send'],
    challenge: string,
    hello: Extract<ToRelay, { type: 'hello' }>,
  ): Line | null {
    const refuse = (reason: Extract<FromRelay, { type: 'refused' }>['reason']): null => {
      log(`turned a workstation away: ${reason}`);
      send({ type: 'refused', reason });
      socket.close();
      return null;
    };
    if (hello.protocol !== RELAY_PROTOCOL) return refuse('protocol');
    const pairing = store.findPairing(hello.pairing);
    if (!pairing) return refuse('unknown_pairing');
    const { nonce, publicKey } = hello;
    const said = { pairing: pairing.id, challenge, nonce, publicKey };
    if (!isSealKey(publicKey) || !isProof(hello.proof, proofOf('workstation', pairing.key, said)))
      return refuse('proof');
    if (!store.bindWorkstation(pairing.id, publicKey, nowMs())) return refuse('other_workstation');
    // One line per workstation: an older one is dead and does not know it yet.
    lines.get(pairing.id)?.socket.terminate();
    const line: Line = {
      pairingId: pairing.id,
      publicKey,
      send,
      socket,
      opened: new Set(),
      isDraining: false,
      inFlight: 0,
      sent: new Map(),
      stateTimer: null,
    };
    lines.set(pairing.id, line);
    send({ type: 'welcome', proof: proofOf('relay', pairing.key, said), keepMs });
    log(`workstation of pairing ${pairing.id} is here`);
    return line;
  }

  function hear(line: Line, message: ToRelay): void {
    const { pairingId } = line;
    switch (message.type) {
      case 'open':
        if (!store.openMailbox(pairingId, message.mailbox, message.manners, nowMs()))
          throw new Error('the mailbox is another one’s');
        line.opened.add(message.mailbox);
        tellState(line);
        return pump(line);
      case 'close':
        line.opened.delete(message.mailbox);
        line.send({
          type: 'closed',
          mailbox: message.mailbox,
          dropped: store.closeMailbox(pairingId, message.mailbox),
        });
        return tellState(line);
      case 'drain':
        line.isDraining = true;
        tellState(line);
        return pump(line);
      case 'ack':
        line.inFlight -= store.acknowledge(pairingId, message.mailbox, message.sequence);
        tellState(line);
        return pump(line);
      case 'answer':
        asked.get(message.id)?.(message.answer);
        return;
      case 'unpair':
        store.removePairing(pairingId);
        line.send({ type: 'unpaired' });
        return line.socket.close();
      case 'hello':
        return;
    }
  }

  /** Sends what waits, oldest first within each mailbox, up to the window. */
  function pump(line: Line): void {
    if (!line.isDraining || line.inFlight >= WINDOW) return;
    for (const id of store.listMailboxes(line.pairingId)) {
      if (line.inFlight >= WINDOW) return;
      if (!line.opened.has(id)) continue;
      for (const push of store.listWaiting(id, line.sent.get(id) ?? 0, WINDOW - line.inFlight)) {
        line.send({
          type: 'push',
          mailbox: id,
          sequence: push.sequence,
          receivedAtMs: push.received_at_ms,
          sealed: Buffer.from(push.sealed).toString('base64'),
        });
        line.sent.set(id, push.sequence);
        line.inFlight += 1;
      }
    }
  }

  /** Soon and not with every push. */
  function tellState(line: Line): void {
    line.stateTimer ??= setTimeout(() => {
      line.stateTimer = null;
      store.noteSeen(line.pairingId, nowMs());
      line.send({ type: 'state', mailboxes: store.states(line.pairingId) });
    }, STATE_AFTER_MS);
  }

  return {
    accept,
    wake({ pairingId }) {
      const line = lines.get(pairingId);
      if (!line) return;
      pump(line);
      tellState(line);
    },
    changed(pairingId) {
      const line = lines.get(pairingId);
      if (line) tellState(line);
    },
    ask(mailbox, delivery) {
      const line = lines.get(mailbox.pairingId);
      if (!line) return Promise.resolve(null);
      return new Promise((resolve) => {
        const id = createNonce();
        const settle = (answer: { status: number; contentType: string; body: string } | null): void => {
          clearTimeout(timer);
          asked.delete(id);
          resolve(answer);
        };
        const timer = setTimeout(() => settle(null), ANSWER_WITHIN_MS);
        asked.set(id, settle);
        const atMs = nowMs();
        const sealed = sealFor(line.publicKey, aboutPush(mailbox.id, 0, atMs), packDelivery(delivery));
        line.send({ type: 'ask', id, mailbox: mailbox.id, atMs, sealed: sealed.toString('base64') });
      });
    },
    close() {
      for (const { socket } of lines.values()) socket.terminate();
    },
  };
}

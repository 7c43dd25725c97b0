import { timingSafeEqual } from 'node:crypto';
import type { AddressInfo, Socket } from 'node:net';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import type { ChannelBookkeeper } from '../kit/channel-books.ts';
import type { FaultSwitchboard } from '../kit/fault-switchboard.ts';
import { drawPushFate } from '../kit/push-fate.ts';
import type { SimulatorClock } from '../kit/simulator-clock.ts';
import { writeWireJson } from '../kit/wire-json.ts';
import type { PddSimOrder } from './pdd-order.ts';
import { expectedLinkDigest } from './pdd-signature.ts';

interface HubMessage {
  readonly id: bigint;
  readonly topic: string;
  readonly order: PddSimOrder;
  readonly sentAtMs: number;
  /** Not told before. */
  readonly fromMs: number;
  isTold: boolean;
  readonly times: number;
}

/**
 * The message service of one app: a WebSocket that tells what happened and waits for an acknowledgement of each message. Told
 * again to whoever connects next, or by `tellAgain`. Faults aimed at the operation `message`: `hang` (lost), `slow` (late),
 * `duplicate-rows` (twice), `reordered-rows` (after the next one), `connection-reset`, `truncated-body` (the line is cut in the
 * middle of the frame). `hang` aimed at `heartbeat`: a sign of life is not answered. The faults of pushes strike when news arise.
 */
export interface MessageHub {
  readonly url: string;
  publish(topic: string, order: PddSimOrder): void;
  /** The merchant's messages are told from now on. */
  permit(): void;
  tellAgain(): void;
  /** The service says goodbye to everybody, as for maintenance. */
  hangUp(): void;
  /** Tells what was kept back and is due by the simulator's clock. */
  runDue(): void;
  waiting(): number;
  connections(): number;
  heartbeats(): number;
  /** Frames that the service would not understand. */
  complaints(): readonly string[];
  close(): Promise<void>;
}

export interface MessageHubOptions {
  readonly clock: SimulatorClock;
  /** By which messages that were kept back come. */
  readonly lifeClock: SimulatorClock;
  readonly books: ChannelBookkeeper;
  readonly faults: FaultSwitchboard;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly mallId: number;
  readonly digest: 'hex' | 'bytes';
  readonly startMs: number;
}

export const MESSAGE_OPERATION = 'message';
export const HEARTBEAT_OPERATION = 'heartbeat';
/** RFC 6455: a whole text frame; and the two bytes in which a length above 125 is told. */
const TEXT_FRAME = 0x81;
const LONG_LENGTH = 126;
const TOLERANCE_MS = 10 * 60_000;

export async function startMessageHub(options: MessageHubOptions): Promise<MessageHub> {
  const { clock, lifeClock, books, faults } = options;
  const waiting = new Map<string, HubMessage>();
  const complaints: string[] = [];
  const lines = new WeakMap<WebSocket, Socket>();
  let isPermitted = false;
  let heartbeats = 0;
  let held: HubMessage | undefined;
  // 19 digits: more than a JavaScript number holds.
  let last = 4_160_600_490_000_000_000n + BigInt(options.startMs);

  const server = new WebSocketServer({
    host: '127.0.0.1',
    port: 0,
    verifyClient: ({ req }, answer) => (isGenuine(req.url ?? '') ? answer(true) : answer(false, 401, 'Unauthorized')),
  });
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', reject);
  });

  function isGenuine(path: string): boolean {
    const [, clientId, ms, digest] = /^\/message\/([^/]+)\/(\d+)\/([^/]+)$/.exec(path) ?? [];
    if (clientId === undefined || ms === undefined || digest === undefined) return false;
    if (decodeURIComponent(clientId) !== options.clientId) return false;
    if (Math.abs(Number(ms) - clock.nowMs()) > TOLERANCE_MS) return false;
    const expected = Buffer.from(expectedLinkDigest(options.clientId, ms, options.clientSecret, options.digest));
    const given = Buffer.from(decodeURIComponent(digest));
    return given.length === expected.length && timingSafeEqual(given, expected);
  }

  function frameOf(message: HubMessage): string {
    const content = writeWireJson({ mall_id: options.mallId, tid: message.order.orderSn });
    return writeWireJson({
      id: message.id,
      commandType: 'Common',
      time: clock.nowMs(),
      sendTime: message.sentAtMs,
      message: { type: message.topic, mallID: options.mallId, content },
    });
  }

  function send(socket: WebSocket, message: HubMessage): void {
    const id = message.id.toString();
    books.notePushSent({ id, topic: message.topic, externalNumber: message.order.orderSn, atMs: clock.nowMs() });
    for (let turn = 0; turn < message.times; turn += 1) socket.send(frameOf(message));
  }

  function tell(socket: WebSocket, message: HubMessage): void {
    message.isTold = true;
    if (faults.draw('connection-reset', MESSAGE_OPERATION)) return socket.terminate();
    if (faults.draw('hang', MESSAGE_OPERATION)) return;
    if (faults.draw('truncated-body', MESSAGE_OPERATION)) return cutWithin(socket, frameOf(message));
    const slow = faults.draw('slow', MESSAGE_OPERATION);
    if (slow) return void setTimeout(() => send(socket, message), slow.delayMs ?? 1_000).unref();
    if (!held && faults.draw('reordered-rows', MESSAGE_OPERATION)) return void (held = message);
    send(socket, message);
    if (faults.draw('duplicate-rows', MESSAGE_OPERATION)) send(socket, message);
    const earlier = held;
    held = undefined;
    if (earlier) send(socket, earlier);
  }

  /** Announces the whole frame, sends half of it, and the line is dead. */
  function cutWithin(socket: WebSocket, text: string): void {
    const body = Buffer.from(text, 'utf8');
    const head = Buffer.from([TEXT_FRAME, LONG_LENGTH, body.length >> 8, body.length & 0xff]);
    const line = lines.get(socket);
    line?.write(Buffer.concat([head, body.subarray(0, body.length >> 1)]), () => line.destroy());
  }

  function tellAll(socket: WebSocket): void {
    if (isPermitted)
      for (const message of waiting.values()) if (message.fromMs <= lifeClock.nowMs()) tell(socket, message);
  }

  function hear(socket: WebSocket, text: string): void {
    // The id is taken from the text: parsed, it would lose its last digits.
    const frame = /"commandType"\s*:\s*"([^"]*)"/.exec(text)?.[1];
    const id = /"id"\s*:\s*(\d+)/.exec(text)?.[1];
    if (frame === 'HeartBeat') {
      heartbeats += 1;
      if (faults.draw('hang', HEARTBEAT_OPERATION)) return;
      socket.send(writeWireJson({ id: clock.nowMs(), commandType: 'HeartBeat', time: clock.nowMs() }));
    } else if (frame === 'Ack' && id !== undefined && /"mallID"\s*:\s*\d+/.test(text) && /"type"\s*:/.test(text)) {
      if (waiting.delete(id)) books.notePushAcknowledged(id, clock.nowMs());
    } else if (frame !== 'Fail') {
      complaints.push(text);
    }
  }

  server.on('connection', (socket, request) => {
    lines.set(socket, request.socket);
    socket.on('error', () => undefined);
    socket.on('message', (data) => hear(socket, String(data)));
    tellAll(socket);
  });
  const { port } = server.address() as AddressInfo;

  return {
    url: `ws://127.0.0.1:${port}`,
    publish(topic, order) {
      const { isLost, lateMs, times } = drawPushFate(faults);
      if (isLost) return;
      last += 7n;
      const nowMs = clock.nowMs();
      const fromMs = lifeClock.nowMs() + lateMs;
      const message = { id: last, topic, order, sentAtMs: nowMs, fromMs, isTold: false, times };
      waiting.set(last.toString(), message);
      if (isPermitted && lateMs === 0) for (const socket of server.clients) tell(socket, message);
    },
    permit() {
      isPermitted = true;
    },
    tellAgain: () => server.clients.forEach(tellAll),
    hangUp: () => server.clients.forEach((socket) => socket.close(1001, 'maintenance')),
    runDue() {
      const due = [...waiting.values()].filter((message) => !message.isTold && message.fromMs <= lifeClock.nowMs());
      if (isPermitted) for (const socket of server.clients) for (const message of due) tell(socket, message);
    },
    waiting: () => waiting.size,
    connections: () => server.clients.size,
    heartbeats: () => heartbeats,
    complaints: () => complaints,
    close: () =>
      new Promise((resolve) => {
        for (const socket of server.clients) socket.terminate();
        server.close(() => resolve());
      }),
  };
}

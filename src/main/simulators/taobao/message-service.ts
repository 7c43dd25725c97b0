import { createHash, timingSafeEqual } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import type { RawData, WebSocket } from 'ws';
import type { FaultSwitchboard } from '../kit/fault-switchboard.ts';
import type { SeededRandom } from '../kit/seeded-random.ts';
import type { SimulatorClock } from '../kit/simulator-clock.ts';
import type { HandedOut, TmcQueue } from './message-queue.ts';
import { FRAME_TYPE, frameBytes, hearFrame } from './tmc-wire.ts';
import type { HeardFrame } from './tmc-wire.ts';

/** Faults aimed at messages of the channel: `connection-reset`, `hang` (lost on the way), `truncated-body` (no whole frame). */
export const TMC_OPERATION = 'tmc';
const PULL_REQUEST = '1';
const CONFIRM = '2';
const TOLERANCE_MS = 10 * 60_000;
const MOST_UNCONFIRMED = 200;

export interface MessageService {
  /** `ws://127.0.0.1:<port>/`. */
  readonly url: string;
  /** The seller's messages are told from now on. */
  permit(): void;
  /** Messages that are due by the clock go out. */
  runDue(): void;
  connections(): number;
  /** Frames that the service did not understand, and refused connections. */
  complaints(): readonly string[];
  close(): Promise<void>;
}

export interface MessageServiceOptions {
  readonly clock: SimulatorClock;
  readonly queue: TmcQueue;
  readonly faults: FaultSwitchboard;
  readonly random: SeededRandom;
  readonly appKey: string;
  readonly appSecret: string;
  readonly sellerNick: string;
  readonly sellerId: bigint;
}

interface Line {
  token: string | undefined;
  readonly unconfirmed: Set<string>;
}

/**
 * TOP's message channel over a WebSocket: the first frame bears app key, group, time and signature; messages go out as they
 * happen and when they are asked for, and are told again once their line is gone. See tmc-wire.ts for where this is written down.
 * The words of refusals are from memory.
 */
export async function startMessageService(options: MessageServiceOptions): Promise<MessageService> {
  const { clock, queue, faults, random } = options;
  const lines = new Map<WebSocket, Line>();
  const complaints: string[] = [];
  let isPermitted = false;
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', reject);
  });

  function denial({ fields }: HeardFrame): { code: number; phrase: string } | undefined {
    const field = (name: string) => fields.get(name) ?? '';
    if (field('app_key') !== options.appKey) return { code: 29, phrase: 'Invalid app Key' };
    if (field('group_name') !== 'default') return { code: 41, phrase: 'group not exist' };
    if (Math.abs(Number(field('timestamp')) - clock.nowMs()) > TOLERANCE_MS)
      return { code: 31, phrase: 'Invalid timestamp' };
    const text = ['app_key', 'group_name', 'timestamp'].map((name) => name + field(name)).join('');
    const expected = createHash('md5')
      .update(options.appSecret + text + options.appSecret)
      .digest();
    const given = Buffer.from(field('sign'), 'hex');
    const isGenuine = given.length === expected.length && timingSafeEqual(given, expected);
    return isGenuine && field('sign') === field('sign').toUpperCase()
      ? undefined
      : { code: 25, phrase: 'Invalid signature' };
  }

  function connect(socket: WebSocket, line: Line, frame: HeardFrame): void {
    const denied = denial(frame);
    if (denied) {
      complaints.push(denied.phrase);
      return socket.send(frameBytes(FRAME_TYPE.connectAck, { status: denied }), () => socket.close());
    }
    line.token = random.hex(32);
    socket.send(frameBytes(FRAME_TYPE.connectAck, { token: line.token }));
  }

  function tell(socket: WebSocket, line: Line): void {
    if (!isPermitted || line.token === undefined) return;
    for (const message of queue.handOut(MOST_UNCONFIRMED - line.unconfirmed.size)) {
      line.unconfirmed.add(message.id);
      if (faults.draw('connection-reset', TMC_OPERATION)) return socket.terminate();
      if (faults.draw('hang', TMC_OPERATION)) continue;
      const frame = frameOf(message);
      socket.send(faults.draw('truncated-body', TMC_OPERATION) ? frame.subarray(0, frame.length >> 1) : frame);
    }
  }

  function frameOf(message: HandedOut): Buffer {
    return frameBytes(FRAME_TYPE.send, {
      fields: {
        id: BigInt(message.id),
        topic: message.topic,
        content: message.content,
        time: { dateMs: message.publishedAtMs },
        outtime: { dateMs: clock.nowMs() },
        publisher: options.appKey,
        userid: options.sellerId,
        nick: options.sellerNick,
      },
    });
  }

  function hear(socket: WebSocket, line: Line, data: RawData): void {
    try {
      const frame = hearFrame(Buffer.isBuffer(data) ? data : Buffer.alloc(0));
      if (frame.type === FRAME_TYPE.connect) return connect(socket, line, frame);
      if (line.token === undefined || frame.token !== line.token) throw new RangeError('another token');
      const kind = frame.fields.get('__kind');
      const id = frame.fields.get('id') ?? '';
      if (kind === PULL_REQUEST) return tell(socket, line);
      if (kind !== CONFIRM || !line.unconfirmed.delete(id)) throw new RangeError(`kind ${kind}, id ${id}`);
      queue.confirm([id]);
    } catch (error) {
      complaints.push(String(error));
    }
  }

  server.on('connection', (socket) => {
    const line: Line = { token: undefined, unconfirmed: new Set() };
    lines.set(socket, line);
    socket.on('error', () => undefined);
    socket.on('message', (data) => hear(socket, line, data));
    socket.on('close', () => {
      lines.delete(socket);
      queue.takeBack(line.unconfirmed);
    });
  });
  const tellAll = (): void => {
    for (const [socket, line] of lines) tell(socket, line);
  };
  queue.onPublished(tellAll);
  const { port } = server.address() as AddressInfo;

  return {
    url: `ws://127.0.0.1:${port}/`,
    permit: () => void (isPermitted = true),
    runDue: tellAll,
    connections: () => lines.size,
    complaints: () => complaints,
    close: () =>
      new Promise((resolve) => {
        for (const socket of server.clients) socket.terminate();
        server.close(() => resolve());
      }),
  };
}

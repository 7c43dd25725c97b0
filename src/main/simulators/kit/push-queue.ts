import { request } from 'node:http';
import { assertLoopback } from './loopback.ts';
import type { ChannelBookkeeper } from './channel-books.ts';
import type { FaultSwitchboard } from './fault-switchboard.ts';
import type { SimulatorClock } from './simulator-clock.ts';

/** One thing that a platform tells a shop. */
export interface PushNews {
  readonly id: string;
  readonly topic: string;
  readonly externalNumber: string;
  readonly atMs: number;
}

export interface ComposeOptions {
  /** `previous` signs with the secret before the last change. Default `current`. */
  readonly signedWith?: 'current' | 'previous';
  /** Changes one bit of the body after signing. */
  readonly flipByte?: boolean;
}

/** A signed request as it goes out. */
export interface ComposedPush {
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface PushQueueOptions {
  readonly clock: SimulatorClock;
  readonly books: ChannelBookkeeper;
  readonly faults: FaultSwitchboard;
  /** Most news in one delivery. */
  readonly newsPerDelivery: number;
  /** Waits before each further attempt of a delivery that was not accepted. */
  readonly retryAfterMs: readonly number[];
  compose(news: readonly PushNews[]): ComposedPush;
  isAccepted(status: number, body: string): boolean;
}

export interface PushQueue {
  /** @throws RangeError for any host but this machine: a simulator never talks to the outside. */
  setTarget(url: string | undefined): void;
  /** Does nothing while there is no target. Faults of pushes strike here. */
  publish(news: PushNews): void;
  /** Sends all that is due by the simulator's clock, one delivery after another. */
  runDue(): Promise<void>;
  waiting(): number;
  close(): void;
}

interface WaitingPush {
  readonly news: readonly PushNews[];
  readonly twice: boolean;
  dueAtMs: number;
  attempts: number;
}

const ANSWER_WITHIN_MS = 5_000;

/** The push side of a simulated platform: batches news, signs, sends, repeats, and keeps the books. */
export function createPushQueue(options: PushQueueOptions): PushQueue {
  const { clock, books, faults } = options;
  let target: string | undefined;
  let fresh: PushNews[] = [];
  let jobs: WaitingPush[] = [];
  let running: Promise<void> = Promise.resolve();

  /** Fresh news become deliveries only when they are sent, so that those of one burst travel together. */
  function batchFresh(): void {
    const news = faults.draw('push-reorder', 'push') ? fresh.toReversed() : fresh;
    fresh = [];
    for (let start = 0; start < news.length; start += options.newsPerDelivery) {
      addJob(news.slice(start, start + options.newsPerDelivery), clock.nowMs());
    }
  }

  function addJob(news: readonly PushNews[], dueAtMs: number): void {
    jobs.push({ news, dueAtMs, attempts: 0, twice: faults.draw('push-duplicate', 'push') !== undefined });
  }

  async function attempt(job: WaitingPush, url: string): Promise<void> {
    const nowMs = clock.nowMs();
    for (const { id, topic, externalNumber } of job.news)
      books.notePushSent({ id, topic, externalNumber, atMs: nowMs });
    const answer = await post(url, options.compose(job.news));
    if (answer && options.isAccepted(answer.status, answer.body)) {
      for (const { id } of job.news) books.notePushAcknowledged(id, nowMs);
      if (job.twice && job.attempts === 0) job.attempts += 1;
      else jobs = jobs.filter((other) => other !== job);
      return;
    }
    const waitMs = options.retryAfterMs[job.attempts];
    job.attempts += 1;
    if (waitMs === undefined) jobs = jobs.filter((other) => other !== job);
    else job.dueAtMs = nowMs + waitMs;
  }

  async function drain(): Promise<void> {
    batchFresh();
    for (;;) {
      const nowMs = clock.nowMs();
      const next = jobs.filter((job) => job.dueAtMs <= nowMs).toSorted((a, b) => a.dueAtMs - b.dueAtMs)[0];
      if (!next || target === undefined) return;
      await attempt(next, target);
    }
  }

  return {
    setTarget(url) {
      if (url !== undefined) assertLoopback(url);
      target = url;
    },
    publish(news) {
      if (target === undefined || faults.draw('push-drop', 'push')) return;
      const delay = faults.draw('push-delay', 'push');
      if (delay) addJob([news], clock.nowMs() + (delay.delayMs ?? 60_000));
      else fresh.push(news);
    },
    runDue() {
      running = running.then(drain);
      return running;
    },
    waiting: () => fresh.length + jobs.reduce((sum, job) => sum + job.news.length, 0),
    close() {
      target = undefined;
      fresh = [];
      jobs = [];
    },
  };
}

/** Changes one bit in the middle. */
export function withFlippedBit(body: Buffer): Buffer {
  const copy = Buffer.from(body);
  const middle = Math.floor(copy.length / 2);
  copy[middle] = (copy[middle] ?? 0) ^ 1;
  return copy;
}

/** One delivery; undefined for whatever the receiver does but answer. */
function post(url: string, push: ComposedPush): Promise<{ status: number; body: string } | undefined> {
  const address = new URL(url);
  for (const [name, value] of Object.entries(push.query)) address.searchParams.set(name, value);
  return new Promise((resolve) => {
    const outgoing = request(
      address,
      { method: 'POST', headers: { ...push.headers, 'content-length': String(push.body.length) } },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('end', () =>
          resolve({ status: incoming.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }),
        );
        incoming.on('error', () => resolve(undefined));
      },
    );
    outgoing.setTimeout(ANSWER_WITHIN_MS, () => outgoing.destroy(new Error('no answer in time')));
    outgoing.on('error', () => resolve(undefined));
    outgoing.end(push.body);
  });
}

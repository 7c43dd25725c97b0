import { Agent } from 'node:http';
import type { ChannelBookkeeper } from '../kit/channel-books.ts';
import { assertLoopback, isLoopback } from '../kit/loopback.ts';
import type { SimulatorClock } from '../kit/simulator-clock.ts';
import type { ShopifyOrder } from './shopify-order.ts';
import { webhookPayload } from './webhook-payload.ts';
import { sendWebhook } from './webhook-sender.ts';
import type { WebhookLimits, WebhookOutcome } from './webhook-sender.ts';
import { isoTime } from './value-nodes.ts';

export interface PushOptions {
  /** Default `orders/updated`. */
  readonly topic?: string;
  /** Deliveries with the same webhook id; default 1. */
  readonly times?: number;
  /** Held back this long by the simulator's clock, with the payload of now; default 0. */
  readonly lateMs?: number;
  /** The first attempt arrives with one bit changed after signing; its retries are sound. */
  readonly flipByte?: boolean;
  /** `previous` signs with the secret before the last rotation, as happens for up to an hour. Default `current`. */
  readonly signedWith?: 'current' | 'previous';
  /** Equal for all topics of one merchant action; default new. */
  readonly eventId?: string;
  /** Of its subscription; default the target. */
  readonly url?: string;
}

export interface WebhookAttempt {
  readonly atMs: number;
  readonly outcome: WebhookOutcome;
}

export interface WebhookDelivery {
  readonly webhookId: string;
  readonly eventId: string;
  readonly topic: string;
  readonly externalNumber: string;
  readonly triggeredAtMs: number;
  /** The payload of the moment it was triggered; retries carry the same. */
  readonly body: string;
  readonly attempts: readonly WebhookAttempt[];
  readonly state: 'waiting' | 'delivered' | 'given-up';
  /** Next attempt by the simulator's clock, while waiting. */
  readonly dueAtMs: number;
}

interface Job extends WebhookDelivery {
  readonly options: PushOptions;
  readonly url: string;
  readonly secret: string;
  attempts: WebhookAttempt[];
  state: WebhookDelivery['state'];
  dueAtMs: number;
  sendsLeft: number;
}

export interface WebhookQueue {
  trigger(order: ShopifyOrder, options: PushOptions): WebhookDelivery | undefined;
  /** Sends all that is due by the simulator's clock, one after another; resolves when all have been tried. */
  runDue(): Promise<void>;
  deliveries(): readonly WebhookDelivery[];
  target(): string | undefined;
  setTarget(url: string | undefined): void;
  subscribed(): boolean;
  rotateSecret(secret: string): void;
  close(): void;
}

export interface WebhookQueueOptions {
  readonly clock: SimulatorClock;
  /** By which late pushes and retries fall due. */
  readonly lifeClock: SimulatorClock;
  readonly books: ChannelBookkeeper;
  readonly shopDomain: string;
  readonly apiVersion: string;
  readonly secret: string;
  readonly limits: WebhookLimits;
  nextId(): string;
  /** The shop deletes what it was told through the Admin API to send to this address. */
  unsubscribe(url: string): void;
}

/** "Retried a total of 8 times over 4 hours using an exponential backoff": doubling waits that sum to 4 h. */
const RETRIES = 8;
const FIRST_WAIT_MS = (4 * 3_600_000) / (2 ** RETRIES - 1);
const KEPT_DELIVERIES = 5_000;

export function createWebhookQueue(options: WebhookQueueOptions): WebhookQueue {
  const { clock, lifeClock, books } = options;
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  let jobs: Job[] = [];
  let target: string | undefined;
  let subscribed = true;
  let secret = options.secret;
  let previousSecret = options.secret;
  let running: Promise<void> = Promise.resolve();

  async function attempt(job: Job): Promise<void> {
    const atMs = clock.nowMs();
    books.notePushSent({ id: job.webhookId, topic: job.topic, externalNumber: job.externalNumber, atMs });
    const outcome = await sendWebhook(
      {
        url: job.url,
        topic: job.topic,
        shopDomain: options.shopDomain,
        apiVersion: options.apiVersion,
        webhookId: job.webhookId,
        eventId: job.eventId,
        triggeredAt: isoTime(job.triggeredAtMs),
        secret: job.secret,
        body: job.body,
        flipByte: (job.options.flipByte ?? false) && job.attempts.length === 0,
      },
      options.limits,
      agent,
    );
    job.attempts = [...job.attempts, { atMs, outcome }];
    settle(job, outcome, atMs);
  }

  function settle(job: Job, outcome: WebhookOutcome, atMs: number): void {
    if (outcome.kind === 'answered' && outcome.status >= 200 && outcome.status < 300) {
      books.notePushAcknowledged(job.webhookId, atMs);
      job.sendsLeft -= 1;
      if (job.sendsLeft <= 0) job.state = 'delivered';
      return;
    }
    const failures = job.attempts.filter((each) => each.outcome.kind === 'failed' || each.outcome.status >= 300).length;
    if (failures > RETRIES) {
      endSubscription(job.url);
      return;
    }
    job.dueAtMs = lifeClock.nowMs() + Math.round(FIRST_WAIT_MS * 2 ** (failures - 1));
  }

  /** Eight retries in vain: Shopify deletes the subscription, and nothing waits for it any more. */
  function endSubscription(url: string): void {
    for (const job of jobs) if (job.state === 'waiting' && job.url === url) job.state = 'given-up';
    if (url === target) subscribed = false;
    options.unsubscribe(url);
  }

  async function drain(): Promise<void> {
    for (;;) {
      const nowMs = lifeClock.nowMs();
      const due = jobs.filter((job) => job.state === 'waiting' && job.dueAtMs <= nowMs);
      const next = due.sort((left, right) => left.dueAtMs - right.dueAtMs)[0];
      if (!next) return;
      await attempt(next);
    }
  }

  return {
    trigger(order, push) {
      const url = push.url ?? (subscribed ? target : undefined);
      if (url === undefined || !isLoopback(url)) return undefined;
      const nowMs = clock.nowMs();
      const topic = push.topic ?? 'orders/updated';
      const job: Job = {
        webhookId: options.nextId(),
        eventId: push.eventId ?? options.nextId(),
        topic,
        externalNumber: order.id,
        triggeredAtMs: nowMs,
        body: webhookPayload(topic, order),
        attempts: [],
        state: 'waiting',
        dueAtMs: lifeClock.nowMs() + (push.lateMs ?? 0),
        sendsLeft: push.times ?? 1,
        options: push,
        url,
        secret: push.signedWith === 'previous' ? previousSecret : secret,
      };
      if (jobs.length > KEPT_DELIVERIES * 2)
        jobs = jobs.filter((each) => each.state === 'waiting').slice(-KEPT_DELIVERIES);
      jobs.push(job);
      return job;
    },
    runDue() {
      running = running.then(drain);
      return running;
    },
    deliveries: () => jobs,
    target: () => target,
    setTarget(url) {
      if (url !== undefined) assertLoopback(url);
      target = url;
      subscribed = true;
    },
    subscribed: () => subscribed,
    rotateSecret(next) {
      previousSecret = secret;
      secret = next;
    },
    close() {
      for (const job of jobs) if (job.state === 'waiting') job.state = 'given-up';
      agent.destroy();
    },
  };
}

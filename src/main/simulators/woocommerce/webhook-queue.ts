import { createHash } from 'node:crypto';
import { Agent } from 'node:http';
import type { ChannelBookkeeper } from '../kit/channel-books.ts';
import { assertLoopback, isLoopback } from '../kit/loopback.ts';
import type { SimulatorClock } from '../kit/simulator-clock.ts';
import { writeWireJson } from '../kit/wire-json.ts';
import { orderView } from './order-view.ts';
import { sendWebhook, webhookSignature } from './webhook-sender.ts';
import type { WebhookOutcome } from './webhook-sender.ts';
import type { WooOrder } from './woo-order.ts';

export type WebhookTopic = 'order.created' | 'order.updated' | 'order.deleted' | 'order.restored';

export interface PushOptions {
  /** Default `order.updated`. */
  readonly topic?: WebhookTopic;
  /** Deliveries of the same; default 1. */
  readonly times?: number;
  /** Held back this long by the simulator's clock, with the payload of now; default 0. */
  readonly lateMs?: number;
  /** Arrives with one bit changed after signing. */
  readonly flipByte?: boolean;
  /** `previous` signs with the secret before the last change. Default `current`. */
  readonly signedWith?: 'current' | 'previous';
  /** Of its webhook; default the target. */
  readonly url?: string;
}

export interface WebhookDelivery {
  readonly deliveryId: string;
  readonly topic: WebhookTopic;
  readonly externalNumber: string;
  readonly body: string;
  readonly outcomes: readonly WebhookOutcome[];
  readonly state: 'waiting' | 'sent' | 'dropped';
}

interface Job extends WebhookDelivery {
  readonly url: string;
  readonly secret: string;
  readonly options: PushOptions;
  readonly dueAtMs: number;
  outcomes: WebhookOutcome[];
  state: WebhookDelivery['state'];
}

export interface WebhookQueue {
  trigger(order: WooOrder, options: PushOptions): WebhookDelivery | undefined;
  /** Sends all that is due by the simulator's clock, one after another; nothing is ever tried twice. */
  runDue(): Promise<void>;
  deliveries(): readonly WebhookDelivery[];
  target(): string | undefined;
  /** Saving an active webhook sends a ping. @returns its outcome */
  setTarget(url: string | undefined): Promise<WebhookOutcome | undefined>;
  /** Five failures in a row switch a webhook off for good. */
  isActive(): boolean;
  changeSecret(secret: string): void;
  close(): void;
}

export interface WebhookQueueOptions {
  readonly clock: SimulatorClock;
  /** By which late pushes fall due. */
  readonly lifeClock: SimulatorClock;
  readonly books: ChannelBookkeeper;
  readonly secret: string;
  readonly timeoutMs: number;
  siteUrl(): string;
  /** The site's webhooks to this address failed too often. */
  switchOff(url: string): void;
}

const MOST_FAILURES = 5;
const WEBHOOK_ID = 142;
const KEPT_DELIVERIES = 5_000;

const isSuccess = (outcome: WebhookOutcome): boolean =>
  outcome.kind === 'answered' &&
  ((outcome.status >= 200 && outcome.status < 300) || outcome.status === 301 || outcome.status === 302);

export function createWebhookQueue(options: WebhookQueueOptions): WebhookQueue {
  const { clock, lifeClock, books } = options;
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  let jobs: Job[] = [];
  let target: string | undefined;
  let active = true;
  /** In a row, by address. */
  const failures = new Map<string, number>();
  let secret = options.secret;
  let previousSecret = options.secret;
  let running: Promise<void> = Promise.resolve();

  /** A hash of the webhook and the second: what changes within one second bears the same. */
  const deliveryIdNow = (): string =>
    createHash('md5')
      .update(`${WEBHOOK_ID}${Math.floor(clock.nowMs() / 1000)}`)
      .digest('hex');

  function bytesOf(job: Job): Buffer {
    const body = Buffer.from(job.body, 'utf8');
    const middle = Math.floor(body.length / 2);
    if (job.options.flipByte) body[middle] = (body[middle] ?? 0) ^ 1;
    return body;
  }

  async function send(job: Job): Promise<void> {
    const bookId = `${job.deliveryId}:${job.externalNumber}:${job.topic}`;
    books.notePushSent({ id: bookId, topic: job.topic, externalNumber: job.externalNumber, atMs: clock.nowMs() });
    const [resource = '', event = ''] = job.topic.split('.');
    const headers = {
      'Content-Type': 'application/json',
      'User-Agent': 'WooCommerce/10.9.0 Hookshot (WordPress/7.0)',
      'X-WC-Webhook-Source': `${options.siteUrl()}/`,
      'X-WC-Webhook-Topic': job.topic,
      'X-WC-Webhook-Resource': resource,
      'X-WC-Webhook-Event': event,
      'X-WC-Webhook-Signature': webhookSignature(Buffer.from(job.body, 'utf8'), job.secret),
      'X-WC-Webhook-ID': String(WEBHOOK_ID),
      'X-WC-Webhook-Delivery-ID': job.deliveryId,
    };
    const outcome = await sendWebhook({ url: job.url, headers, body: bytesOf(job) }, options.timeoutMs, agent);
    job.outcomes.push(outcome);
    if (job.outcomes.length >= (job.options.times ?? 1)) job.state = 'sent';
    if (isSuccess(outcome)) {
      failures.delete(job.url);
      books.notePushAcknowledged(bookId, clock.nowMs());
      return;
    }
    const inVain = (failures.get(job.url) ?? 0) + 1;
    failures.set(job.url, inVain);
    if (inVain >= MOST_FAILURES) switchOff(job.url);
  }

  function switchOff(url: string): void {
    failures.delete(url);
    if (url === target) active = false;
    for (const job of jobs) if (job.state === 'waiting' && job.url === url) job.state = 'dropped';
    options.switchOff(url);
  }

  async function drain(): Promise<void> {
    for (;;) {
      const due = jobs.filter((job) => job.state === 'waiting' && job.dueAtMs <= lifeClock.nowMs());
      const next = due.sort((one, other) => one.dueAtMs - other.dueAtMs)[0];
      if (!next) return;
      await send(next);
    }
  }

  return {
    trigger(order, push) {
      const url = push.url ?? (active ? target : undefined);
      if (url === undefined || !isLoopback(url)) return undefined;
      const topic = push.topic ?? 'order.updated';
      const job: Job = {
        deliveryId: deliveryIdNow(),
        topic,
        externalNumber: order.id,
        body: writeWireJson(topic === 'order.deleted' ? { id: BigInt(order.id) } : orderView(order)),
        outcomes: [],
        state: 'waiting',
        dueAtMs: lifeClock.nowMs() + (push.lateMs ?? 0),
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
    async setTarget(url) {
      if (url !== undefined) assertLoopback(url);
      target = url;
      active = true;
      failures.clear();
      if (url === undefined) return undefined;
      const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
      return sendWebhook({ url, headers, body: Buffer.from(`webhook_id=${WEBHOOK_ID}`) }, options.timeoutMs, agent);
    },
    isActive: () => active,
    changeSecret(next) {
      previousSecret = secret;
      secret = next;
    },
    close() {
      for (const job of jobs) if (job.state === 'waiting') job.state = 'dropped';
      agent.destroy();
    },
  };
}

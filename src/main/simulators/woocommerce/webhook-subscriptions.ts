import type { WireObject } from '../kit/wire-json.ts';
import type { WebhookTopic } from './webhook-queue.ts';

/** One webhook as the site keeps it. */
export interface WooSubscription {
  readonly id: string;
  readonly name: string;
  readonly topic: string;
  deliveryUrl: string;
  status: 'active' | 'paused' | 'disabled';
}

export interface WooSubscriptions {
  /** Null: nobody has touched the webhooks yet, and all topics go to the target. */
  all(): readonly WooSubscription[] | null;
  list(): readonly WooSubscription[];
  /** Also for tests: what somebody else set up. */
  add(webhook: Pick<WooSubscription, 'topic' | 'deliveryUrl'> & Partial<WooSubscription>): WooSubscription;
  find(id: string): WooSubscription | undefined;
  remove(id: string): void;
  /** As the site does after five failures in a row. */
  switchOff(deliveryUrl: string): void;
}

const FIRST_ID = 142;
const TOPICS: readonly WebhookTopic[] = ['order.created', 'order.updated'];

/** The site's webhooks. Until one is changed, the simulator's one target is shown as two of them and hears all topics. */
export function createWooSubscriptions(parts: {
  readonly target: () => string | undefined;
  readonly isActive: () => boolean;
}): WooSubscriptions {
  let managed: WooSubscription[] | null = null;
  let made = 0;

  const create = (
    webhook: Pick<WooSubscription, 'topic' | 'deliveryUrl'> & Partial<WooSubscription>,
  ): WooSubscription => ({
    name: `Packbench ${webhook.topic}`,
    status: 'active',
    ...webhook,
    id: String(FIRST_ID + made++),
  });
  const own = (): WooSubscription[] => {
    const deliveryUrl = parts.target();
    managed ??=
      deliveryUrl === undefined
        ? []
        : TOPICS.map((topic) => create({ topic, deliveryUrl, status: parts.isActive() ? 'active' : 'disabled' }));
    return managed;
  };

  return {
    all: () => managed,
    list: own,
    add(webhook) {
      const subscription = create(webhook);
      own().push(subscription);
      return subscription;
    },
    find: (id) => own().find((each) => each.id === id),
    remove(id) {
      managed = own().filter((each) => each.id !== id);
    },
    switchOff(deliveryUrl) {
      for (const each of managed ?? []) if (each.deliveryUrl === deliveryUrl) each.status = 'disabled';
    },
  };
}

export function subscriptionView({ id, name, topic, deliveryUrl, status }: WooSubscription): WireObject {
  const [resource = '', event = ''] = topic.split('.');
  return { id: BigInt(id), name, status, topic, resource, event, delivery_url: deliveryUrl };
}

import type { SimulatorClock } from '../kit/simulator-clock.ts';
import { listConnection } from './connection.ts';
import type { ConnectionArguments } from './connection.ts';
import { gid } from './shopify-order.ts';
import type { GraphNode } from './value-nodes.ts';
import { isoTime } from './value-nodes.ts';

/** One subscription as the Admin API keeps it; `topic` as headers spell it (`orders/updated`). */
export interface ShopifySubscription {
  readonly number: string;
  readonly topic: string;
  uri: string;
  readonly createdAtMs: number;
}

export interface WebhookSubscriptions {
  /** Where a topic goes; one address per subscription. */
  targetsOf(topic: string): readonly string[];
  /** Null: nobody has touched the subscriptions yet, and all topics go to the target. */
  all(): readonly ShopifySubscription[] | null;
  /** For tests: what an app of another version left behind. */
  add(topic: string, uri: string): void;
  query(args: ConnectionArguments): unknown;
  create(topic: string, uri: string): unknown;
  update(id: string, uri: string): unknown;
  remove(id: string): unknown;
  /** Takes all of an address away, as the shop does when it never answers. */
  drop(uri: string): void;
}

/** `ORDERS_UPDATED` -> `orders/updated`. */
const slashed = (topic: string): string => topic.toLowerCase().replace('_', '/');
const shouted = (topic: string): string => topic.toUpperCase().replace('/', '_');

/**
 * Subscriptions behind the Admin API. Until one is changed, the simulator's one target is shown as a subscription of
 * `orders/updated` and hears all topics.
 */
export function createWebhookSubscriptions(parts: {
  readonly clock: SimulatorClock;
  readonly nextNumber: () => string;
  readonly target: () => string | undefined;
}): WebhookSubscriptions {
  let managed: ShopifySubscription[] | null = null;

  const made = (topic: string, uri: string): ShopifySubscription => ({
    number: parts.nextNumber(),
    topic,
    uri,
    createdAtMs: parts.clock.nowMs(),
  });
  const own = (): ShopifySubscription[] => {
    const target = parts.target();
    managed ??= target === undefined ? [] : [made('orders/updated', target)];
    return managed;
  };
  const node = (each: ShopifySubscription): GraphNode => ({
    __typename: 'WebhookSubscription',
    id: gid('WebhookSubscription', each.number),
    topic: shouted(each.topic),
    uri: each.uri,
    createdAt: isoTime(each.createdAtMs),
    updatedAt: isoTime(each.createdAtMs),
    format: 'JSON',
  });
  const refused = (field: string, message: string) => ({
    webhookSubscription: null,
    deletedWebhookSubscriptionId: null,
    userErrors: [{ field: [field], message }],
  });
  const find = (id: string) => own().find((each) => gid('WebhookSubscription', each.number) === id);

  return {
    targetsOf: (topic) =>
      own()
        .filter((each) => each.topic === topic)
        .map((each) => each.uri),
    all: () => managed,
    add: (topic, uri) => void own().push(made(topic, uri)),
    query: (args) => listConnection(own(), args, node),
    create(topic, uri) {
      if (own().some((each) => each.topic === slashed(topic) && each.uri === uri))
        return refused('webhookSubscription', 'Address for this topic has already been taken');
      const subscription = made(slashed(topic), uri);
      own().push(subscription);
      return { webhookSubscription: node(subscription), userErrors: [] };
    },
    update(id, uri) {
      const subscription = find(id);
      if (!subscription) return refused('id', 'Webhook subscription does not exist');
      subscription.uri = uri;
      return { webhookSubscription: node(subscription), userErrors: [] };
    },
    remove(id) {
      const subscription = find(id);
      if (!subscription) return refused('id', 'Webhook subscription does not exist');
      managed = own().filter((each) => each !== subscription);
      return { deletedWebhookSubscriptionId: id, userErrors: [] };
    },
    drop: (uri) => void (managed = managed?.filter((each) => each.uri !== uri) ?? null),
  };
}

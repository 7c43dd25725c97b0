import type { PushSubscription, SubscriptionFix, SubscriptionList } from '#main/plugins/channels/channel-pushes.ts';
import type { WebhookFinding } from '#shared/contract/webhooks.ts';

/** A finding with what would repair it; null: a person has to. */
export interface JudgedFinding extends Omit<WebhookFinding, 'canFix'> {
  readonly fix: SubscriptionFix | null;
}

/** Where this shop's pushes may come in. */
export interface OwnAddresses {
  readonly shopId: string;
  /** At the relay; null: the shop has none there. */
  readonly relayAddress: string | null;
}

/** Small differences come from the second that the header cuts off and from the way. */
const SKEW_NOTED_MS = 60_000;
const SKEW_STOPS_MS = 5 * 60_000;

/** What is wrong with the subscriptions themselves, and with the platform's clock against ours. Pure. */
export function judgeSubscriptions(list: SubscriptionList, own: OwnAddresses): JudgedFinding[] {
  return [
    ...list.wanted.flatMap((topic) => judgeTopic(list, topic, own)),
    ...judgeCovered(list, own),
    ...judgeSkew(list.clockAheadMs),
  ];
}

function judgeTopic(list: SubscriptionList, topic: string, own: OwnAddresses): JudgedFinding[] {
  const ofTopic = list.subscriptions.filter((each) => each.topic === topic);
  const ours = ofTopic.filter((each) => isOurs(each, own));
  const active = ours.filter((each) => each.isActive);
  const strays = ofTopic.filter((each) => !isOurs(each, own) && (list.isOwnOnly || looksLikeOurs(each)));
  // The relay's address is kept before one that may be a tunnel of yesterday.
  const [kept, ...surplus] = active.toSorted((one, other) => rank(one, own) - rank(other, own));
  if (kept) return [...judgeKept(kept, own), ...surplus.map(twice), ...strays.map((stray) => leftBehind(stray))];
  const [off] = ours;
  if (off) return [finding('disabled', 'stop', off, { kind: 'enable', id: off.id })];
  const [stray] = strays;
  const address = own.relayAddress;
  if (stray) {
    const fix = address === null ? null : ({ kind: 'move', id: stray.id, address } as const);
    return [finding('elsewhere', 'stop', stray, fix)];
  }
  return [
    {
      key: `missing:${topic}`,
      kind: 'missing',
      level: 'warn',
      data: { topic },
      problem: null,
      fix: address === null ? null : { kind: 'create', topic, address },
    },
  ];
}

/** A shop that has an address at the relay wants its pushes there: the tunnel of before may be closed tomorrow. */
function judgeKept(kept: PushSubscription, { relayAddress }: OwnAddresses): JudgedFinding[] {
  if (relayAddress === null || kept.address === relayAddress) return [];
  return [finding('elsewhere', 'warn', kept, { kind: 'move', id: kept.id, address: relayAddress })];
}

function twice(subscription: PushSubscription): JudgedFinding {
  return finding('twice', 'warn', subscription, { kind: 'delete', id: subscription.id });
}

/** Its deliveries fail, or go to a workstation that is no more. */
function leftBehind(subscription: PushSubscription): JudgedFinding {
  return finding('elsewhere', 'warn', subscription, { kind: 'delete', id: subscription.id });
}

/** `orders/create` beside `orders/updated` brings every new order twice. */
function judgeCovered({ subscriptions, covered }: SubscriptionList, own: OwnAddresses): JudgedFinding[] {
  const active = subscriptions.filter((each) => each.isActive && isOurs(each, own));
  return active.flatMap((each) => {
    const by = covered[each.topic];
    if (by === undefined || !active.some(({ topic }) => topic === by)) return [];
    const found = finding('covered', 'warn', each, { kind: 'delete', id: each.id });
    return [{ ...found, data: { ...found.data, by } }];
  });
}

function judgeSkew(aheadMs: number | null): JudgedFinding[] {
  if (aheadMs === null || Math.abs(aheadMs) < SKEW_NOTED_MS) return [];
  return [
    {
      key: 'clock_skew',
      kind: 'clock_skew',
      level: Math.abs(aheadMs) < SKEW_STOPS_MS ? 'warn' : 'stop',
      data: { seconds: Math.round(Math.abs(aheadMs) / 1000), direction: aheadMs > 0 ? 'behind' : 'ahead' },
      problem: null,
      fix: null,
    },
  ];
}

function finding(
  kind: WebhookFinding['kind'],
  level: WebhookFinding['level'],
  { id, topic, address }: PushSubscription,
  fix: SubscriptionFix | null,
): JudgedFinding {
  return { key: `${kind}:${id}`, kind, level, data: { topic, address }, problem: null, fix };
}

function isOurs({ address }: PushSubscription, { shopId, relayAddress }: OwnAddresses): boolean {
  return address === relayAddress || pathOf(address).endsWith(`/push/${shopId}`);
}

function rank({ address }: PushSubscription, { relayAddress }: OwnAddresses): number {
  return address === relayAddress ? 0 : 1;
}

/** An address of an earlier relay, tunnel or shop. */
function looksLikeOurs({ address }: PushSubscription): boolean {
  return /\/push\/[\w-]{16,64}$/.test(pathOf(address));
}

function pathOf(address: string): string {
  return URL.canParse(address) ? new URL(address).pathname : '';
}

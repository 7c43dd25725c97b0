import { watchedShops } from '#main/usecases/alerts/alert-condition.ts';
import type { AlertCondition, AlertProbe, ProbeContext, WatchedShop } from '#main/usecases/alerts/alert-condition.ts';

const MINUTE_MS = 60_000;
/** A rest is interrupted by probes, a lost connection by tries to open it: neither is its end. */
const PROBE_GRACE_MS = 45_000;
const RECONNECT_GRACE_MS = 90_000;

/** Budgets that run out, operations that rest because nobody answers, and pushes that stay away. */
export const callProbe: AlertProbe = {
  kinds: ['quota_low', 'circuit_open', 'push_stuck'],
  find: (context) =>
    watchedShops(context.db).flatMap((shop) => [
      ...scarce(context, shop),
      ...resting(context, shop),
      ...cutOff(context, shop),
      ...pushless(context, shop),
    ]),
};

function scarce({ live, rule, lasts }: ProbeContext, shop: WatchedShop): AlertCondition[] {
  const { percent = 10, minutes = 5 } = rule('quota_low').params;
  const low = live.callsOf(shop.id).budgets.filter(({ left, burst }) => left * 100 <= burst * percent);
  if (!lasts(`quota ${shop.id}`, low.length > 0, minutes * MINUTE_MS)) return [];
  const worst = low[0];
  if (!worst) return [];
  return [
    {
      kind: 'quota_low',
      subject: shop.id,
      subjectName: shop.name,
      facts: { operation: worst.operation, calls: worst.calls, perSeconds: Math.round(worst.perMs / 1000) },
    },
  ];
}

function resting({ live, rule, lasts, stands }: ProbeContext, shop: WatchedShop): AlertCondition[] {
  const { minutes = 2 } = rule('circuit_open').params;
  const open = live.callsOf(shop.id).resting;
  const isLong = lasts(`circuit ${shop.id}`, open.length > 0, minutes * MINUTE_MS, PROBE_GRACE_MS);
  if (!isLong && !(open.length > 0 && stands('circuit_open', shop.id))) return [];
  const first = open[0];
  if (!first) return [];
  return [
    {
      kind: 'circuit_open',
      subject: shop.id,
      subjectName: shop.name,
      facts: { operation: first.operation, operations: open.length },
    },
  ];
}

/** The long connection does not hold. */
function cutOff({ live, rule, lasts }: ProbeContext, shop: WatchedShop): AlertCondition[] {
  const { minutes = 15 } = rule('push_stuck').params;
  const state = live.listenState(shop.id);
  if (!lasts(`listen ${shop.id}`, state?.kind === 'waiting', minutes * MINUTE_MS, RECONNECT_GRACE_MS)) return [];
  return [
    {
      kind: 'push_stuck',
      subject: shop.id,
      subjectName: shop.name,
      facts: {
        way: 'connection',
        changes: null,
        lastPushAtMs: null,
        code: state?.problem?.code ?? null,
        vendorText: state?.problem?.data['vendorText'] ?? null,
      },
    },
  ];
}

/** Webhooks came before and come no more, while polls go on finding changes. */
function pushless({ db, live, nowMs, rule }: ProbeContext, shop: WatchedShop): AlertCondition[] {
  if (live.listenState(shop.id) !== null) return [];
  const { minutes = 15 } = rule('push_stuck').params;
  const lastPushAtMs = db
    .pluck<[string, number], number | null>(
      'SELECT MAX(last_push_at_ms) FROM track_days WHERE shop_id = ? AND day_start_ms > ?',
    )
    .get(shop.id, nowMs - 3 * 86_400_000);
  if (lastPushAtMs === null || lastPushAtMs === undefined) return [];
  const changes =
    db
      .pluck<[string, number, number], number>(
        `SELECT COUNT(*) FROM track_sightings WHERE shop_id = ? AND push_at_ms IS NULL AND poll_at_ms IS NOT NULL AND seen_at_ms > ? AND seen_at_ms <= ?`,
      )
      .get(shop.id, lastPushAtMs, nowMs - minutes * MINUTE_MS) ?? 0;
  if (changes < LEAST_CHANGES) return [];
  return [
    {
      kind: 'push_stuck',
      subject: shop.id,
      subjectName: shop.name,
      facts: { way: 'webhook', changes, lastPushAtMs, code: null, vendorText: null },
    },
  ];
}

/** One change that is not pushed may be one that the platform never pushes. */
const LEAST_CHANGES = 3;

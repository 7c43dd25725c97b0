import type { Dose } from '#main/simulators/control/misbehaviours.ts';
import type { SimulatedPlatform } from '#main/simulators/control/simulated-shop.ts';
import { MISBEHAVIOURS } from '#shared/contract/demo-shops.ts';
import type { Misbehaviour, OrderAct } from '#shared/contract/demo-shops.ts';
import { createSeededRandom } from '#main/simulators/kit/seeded-random.ts';
import type { SeededRandom } from '#main/simulators/kit/seeded-random.ts';

/** Six shops with every way in: a queue, a long connection, webhooks that repeat and such that do not, and polls alone. */
export const SOAK_PLATFORMS = [
  'taobao',
  'pinduoduo',
  'douyin',
  'jd',
  'shopify',
  'woocommerce',
] as const satisfies readonly SimulatedPlatform[];

export interface SoakOptions {
  readonly orders: number;
  /** Hours of the clock that runs fast. */
  readonly hours: number;
  /** How much faster than the machine's. */
  readonly speed: number;
  readonly seed: number;
  /** Minutes of the fast clock that the backend lives after it is ready, on average. */
  readonly killEveryMinutes: number;
  /** It goes on for so many kills, however slowly a busy machine starts the backend again. */
  readonly leastKills?: number;
  /** How long the books may take to become equal once everybody behaves. */
  readonly quietMinutes: number;
}

export interface PlannedOrder {
  readonly atMs: number;
  readonly platform: SimulatedPlatform;
  /** What becomes of it later, each so long after its birth. */
  readonly acts: readonly { readonly afterMs: number; readonly act: OrderAct }[];
}

export interface SoakPlan {
  readonly orders: readonly PlannedOrder[];
  /** How long the backend lives this time. */
  nextLifeMs(): number;
  /** When the access of a shop ends. */
  readonly expiries: readonly { readonly atMs: number; readonly platform: SimulatedPlatform }[];
}

const MINUTE_MS = 60_000;
/** Half an hour at the middle of the day brings ten times as much as any other. */
const RUSH = { from: 0.5, share: 0.05, weight: 10 };

/** Lives of orders after payment; acts that a platform does not know are left out. */
const LIVES: Readonly<Record<string, readonly OrderAct[]>> = {
  nothing: [],
  touched: ['touch'],
  noted: ['change-note'],
  moved: ['change-address'],
  doubted: ['ask-refund', 'withdraw-refund'],
  refunded: ['ask-refund', 'refund'],
  cancelled: ['cancel'],
  held: ['hold', 'release'],
  'held for good': ['hold'],
};
const SHARES = {
  nothing: 58,
  touched: 6,
  noted: 6,
  moved: 5,
  doubted: 5,
  refunded: 7,
  cancelled: 6,
  held: 5,
  'held for good': 2,
};

export function planSoak(options: SoakOptions, startMs: number): SoakPlan {
  const random = createSeededRandom(options.seed).fork('plan');
  const spanMs = options.hours * 60 * MINUTE_MS;
  const births = Array.from({ length: options.orders }, () => startMs + spanMs * momentOf(random)).toSorted(
    (one, other) => one - other,
  );
  const lives = random.fork('lives');
  return {
    orders: births.map((atMs) => ({ atMs, platform: random.pick(SOAK_PLATFORMS), acts: lifeOf(random) })),
    nextLifeMs: () => options.killEveryMinutes * MINUTE_MS * (0.2 + 1.6 * lives.next()),
    expiries: SOAK_PLATFORMS.flatMap((platform) =>
      [0.25, 0.7].map((share) => ({ platform, atMs: startMs + spanMs * (share + 0.05 * random.next()) })),
    ),
  };
}

/** 0 to 1: where in the day an order falls. */
function momentOf(random: SeededRandom): number {
  const rushWeight = RUSH.share * RUSH.weight;
  if (random.chance(rushWeight / (1 - RUSH.share + rushWeight))) return RUSH.from + RUSH.share * random.next();
  return random.next();
}

function lifeOf(random: SeededRandom): PlannedOrder['acts'] {
  let afterMs = 0;
  return (LIVES[random.weighted(SHARES, 'nothing')] ?? []).map((act) => {
    // From seconds to an hour: also within the same second as the birth, and long after it.
    afterMs += random.chance(0.15) ? random.integer(0, 2_000) : random.integer(10_000, 60 * MINUTE_MS);
    return { afterMs, act };
  });
}

/** Chance per request, or per push; what is left out here comes at set times. */
const DOSES: Readonly<Partial<Record<Misbehaviour, Dose>>> = {
  'http-429': { chance: 0.02 },
  'http-500': { chance: 0.02 },
  'connection-reset': { chance: 0.02 },
  hang: { chance: 0.003, delayMs: 300 },
  slow: { chance: 0.02, delayMs: 60 },
  'truncated-body': { chance: 0.02 },
  'invalid-json': { chance: 0.02 },
  throttle: { chance: 0.02 },
  'error-body': { chance: 0.02 },
  'duplicate-rows': { chance: 0.1 },
  'reordered-rows': { chance: 0.1 },
  'unknown-enum': { chance: 0.02 },
  'zero-width': { chance: 0.1 },
  drift: { chance: 0.1, rows: 2 },
  'changed-fields': { chance: 0.05 },
  'push-drop': { chance: 0.1 },
  'push-duplicate': { chance: 0.1 },
  'push-delay': { chance: 0.1, delayMs: 5 * MINUTE_MS },
  'push-reorder': { chance: 0.1 },
};

/** All misbehaviours with their doses over the day from `startMs` to `endMs`. */
export function dosesOf(startMs: number, endMs: number): readonly { kind: Misbehaviour; dose: Dose }[] {
  const at = (share: number): number => startMs + (endMs - startMs) * share;
  return MISBEHAVIOURS.flatMap((kind): { kind: Misbehaviour; dose: Dose }[] => {
    if (kind === 'clock-skew')
      return [{ kind, dose: { chance: 1, skewMs: 150_000, fromMs: at(0.3), untilMs: at(0.45) } }];
    if (kind === 'huge-ids') return [{ kind, dose: { chance: 1, fromMs: at(0.6), untilMs: at(0.8) } }];
    if (kind === 'signature-rotation') return [{ kind, dose: { chance: 1, fromMs: at(0.4) } }];
    const dose = DOSES[kind];
    return dose ? [{ kind, dose: { untilMs: endMs, ...dose } }] : [];
  });
}

import { MISBEHAVIOURS, STANDING_FAULTS } from '#shared/contract/demo-shops.ts';
import type { FaultKind, Misbehaviour } from '#shared/contract/demo-shops.ts';
import type { FaultRule } from '../kit/fault-switchboard.ts';
import { SIMULATED_PLATFORMS } from './simulated-shop.ts';
import type { SimulatedPlatform, SimulatedShop } from './simulated-shop.ts';

const NO_PUSHES = 'it sends no pushes: everything is polled';
const ONE_SIGNATURE = 'it knows one signature only';

/** Where a misbehaviour has nothing to strike, and why. Everything else applies everywhere. */
const NOT_APPLICABLE: Readonly<Record<SimulatedPlatform, Readonly<Partial<Record<Misbehaviour, string>>>>> = {
  taobao: {},
  pinduoduo: { 'signature-rotation': ONE_SIGNATURE },
  douyin: {},
  jd: {
    'signature-rotation': ONE_SIGNATURE,
    'push-drop': NO_PUSHES,
    'push-duplicate': NO_PUSHES,
    'push-delay': NO_PUSHES,
    'push-reorder': NO_PUSHES,
  },
  shopify: {
    'signature-rotation': 'calls carry a token; webhooks are signed by HMAC-SHA256 from the start',
    'token-expiry': 'the token of a custom app does not end',
  },
  woocommerce: {
    'signature-rotation': 'HMAC-SHA256 from the start',
    'token-expiry': 'keys of the shop do not end',
  },
  'wechat-shop': { 'signature-rotation': 'calls carry a token and are not signed' },
  xiaohongshu: {
    'signature-rotation': ONE_SIGNATURE,
    'push-drop': NO_PUSHES,
    'push-duplicate': NO_PUSHES,
    'push-delay': NO_PUSHES,
    'push-reorder': NO_PUSHES,
  },
  'http-api': {
    'signature-rotation': 'calls carry a key; pushes are signed by HMAC-SHA256 from the start',
    'token-expiry': 'the key does not end',
  },
};

/** Why a misbehaviour does not apply to a platform; null where it does. */
export function notApplicable(platform: SimulatedPlatform, misbehaviour: Misbehaviour): string | null {
  return NOT_APPLICABLE[platform][misbehaviour] ?? null;
}

/** Every pair, for tables. */
export const MISBEHAVIOUR_MATRIX: readonly { platform: SimulatedPlatform; misbehaviour: Misbehaviour }[] =
  SIMULATED_PLATFORMS.flatMap((platform) => MISBEHAVIOURS.map((misbehaviour) => ({ platform, misbehaviour })));

/** How strongly one is felt. */
export interface Dose {
  /** Chance per request or push, above 0 up to 1; standing faults hold all the time. */
  readonly chance: number;
  readonly fromMs?: number;
  readonly untilMs?: number;
  /** `slow`, `hang`, `push-delay`: milliseconds of the simulator's clock, for the first two of the machine's. */
  readonly delayMs?: number;
  readonly skewMs?: number;
  readonly retryAfterS?: number;
  readonly rows?: number;
  /** `changed-fields`: the order's vital member bears another name, so that it cannot be read. */
  readonly isVital?: boolean;
}

/** Switches a misbehaviour on, in place of an earlier dose of it. The end of access happens once, at once. @throws RangeError where it does not apply */
export function misbehave(shop: SimulatedShop, misbehaviour: Misbehaviour, dose: Dose): void {
  const why = notApplicable(shop.platform, misbehaviour);
  if (why !== null) throw new RangeError(`${misbehaviour} does not apply to ${shop.platform}: ${why}`);
  if (misbehaviour === 'token-expiry') {
    shop.expireAccess?.();
    return;
  }
  shop.faults.switchOff(misbehaviour);
  shop.faults.switchOn(ruleOf(shop, misbehaviour, dose));
}

/** Ends a misbehaviour, or all. */
export function behave(shop: SimulatedShop, misbehaviour?: Misbehaviour): void {
  if (misbehaviour !== 'token-expiry') shop.faults.switchOff(misbehaviour);
}

function ruleOf(shop: SimulatedShop, kind: FaultKind, dose: Dose): FaultRule {
  const { chance, isVital, ...rest } = dose;
  const isStanding = STANDING_FAULTS.some((standing) => standing === kind);
  return {
    kind,
    times: Infinity,
    ...(isStanding || chance >= 1 ? {} : { probability: chance }),
    ...(isVital ? { field: shop.vitalField } : {}),
    ...rest,
  };
}

import { timingSafeEqual } from 'node:crypto';
import type { SeededRandom } from '../kit/seeded-random.ts';
import type { SimulatorClock } from '../kit/simulator-clock.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Shopify says nowhere how long a code lives; a guess. */
const CODE_MS = 10 * MINUTE_MS;
/** An expiring offline token; its refresh token; and how long a used refresh token may be sent again. */
const ACCESS_MS = 60 * MINUTE_MS;
const REFRESH_MS = 90 * DAY_MS;
/** A token of the client credentials grant: `expires_in` is 86399. */
const OWN_APP_MS = DAY_MS - 1_000;
const RETRY_MS = 30 * DAY_MS;

/** What the owner of the shop granted the app. */
export interface GrantedToken {
  readonly accessToken: string;
  readonly scope: string;
  /** Left out: a token without an end. */
  readonly expiring?: {
    accessUntilMs: number;
    /** Left out: id and secret bring the next one. */
    readonly renewal?: { readonly refreshToken: string; readonly untilMs: number };
  };
}

export interface AppAccess {
  /** The owner agrees. @returns the code for the callback */
  issueCode(scope: string): string;
  /** Each code counts once. Undefined for one that is unknown, was used, or is too old. */
  redeem(code: string, isExpiring: boolean): GrantedToken | undefined;
  /** An app of the shop's own organisation, installed there, asks with its id and secret alone. */
  grantToOwnApp(scope: string): GrantedToken;
  /**
   * A used refresh token may be sent again until its replacement is used, for 30 days. Source: shopify.dev changelog, "More
   * resilient refreshes for expiring offline access tokens", 2026-08-28.
   */
  refresh(refreshToken: string): GrantedToken | undefined;
  isValid(accessToken: string): boolean;
  /** The token granted last. */
  current(): GrantedToken | undefined;
  /** Ends all expiring access tokens at once; refresh tokens stay good. */
  expire(): void;
}

interface Kept {
  readonly token: GrantedToken;
  /** The refresh token that brought it: retired when this one is used. */
  readonly parent: Kept | undefined;
  firstUsedMs: number | undefined;
  isRetired: boolean;
}

/** @param fixedToken of the custom app, which never ends */
export function createAppAccess(clock: SimulatorClock, random: SeededRandom, fixedToken: string): AppAccess {
  const codes = new Map<string, { scope: string; untilMs: number }>();
  const kept: Kept[] = [];

  function keep(token: GrantedToken, parent?: Kept): GrantedToken {
    kept.push({ token, parent, firstUsedMs: undefined, isRetired: false });
    return token;
  }

  function grant(scope: string, isExpiring: boolean, parent?: Kept): GrantedToken {
    const nowMs = clock.nowMs();
    const accessToken = `shpat_${random.hex(32)}`;
    const renewal = { refreshToken: `shprt_${random.hex(32)}`, untilMs: nowMs + REFRESH_MS };
    return keep(
      isExpiring
        ? { accessToken, scope, expiring: { accessUntilMs: nowMs + ACCESS_MS, renewal } }
        : { accessToken, scope },
      parent,
    );
  }

  return {
    issueCode(scope) {
      const code = random.hex(32);
      codes.set(code, { scope, untilMs: clock.nowMs() + CODE_MS });
      return code;
    },
    redeem(code, isExpiring) {
      const issued = codes.get(code);
      codes.delete(code);
      return issued && issued.untilMs > clock.nowMs() ? grant(issued.scope, isExpiring) : undefined;
    },
    grantToOwnApp: (scope) =>
      keep({
        accessToken: `shpat_${random.hex(32)}`,
        scope,
        expiring: { accessUntilMs: clock.nowMs() + OWN_APP_MS },
      }),
    refresh(refreshToken) {
      const nowMs = clock.nowMs();
      const found = kept.find(({ token }) => token.expiring?.renewal?.refreshToken === refreshToken);
      const renewal = found?.token.expiring?.renewal;
      if (!found || !renewal || found.isRetired || renewal.untilMs <= nowMs) return undefined;
      found.firstUsedMs ??= nowMs;
      if (nowMs - found.firstUsedMs > RETRY_MS) return undefined;
      if (found.parent) found.parent.isRetired = true;
      return grant(found.token.scope, true, found);
    },
    isValid: (accessToken) =>
      isSame(accessToken, fixedToken) ||
      kept.some(
        ({ token }) =>
          isSame(accessToken, token.accessToken) && (token.expiring?.accessUntilMs ?? Infinity) > clock.nowMs(),
      ),
    current: () => kept.at(-1)?.token,
    expire() {
      for (const { token } of kept) if (token.expiring) token.expiring.accessUntilMs = clock.nowMs();
    },
  };
}

function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given, 'utf8'), Buffer.from(expected, 'utf8')];
  return one.length === other.length && timingSafeEqual(one, other);
}

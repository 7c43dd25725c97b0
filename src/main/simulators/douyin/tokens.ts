import { createAuthorisationCodes } from '../kit/authorisation-codes.ts';
import type { AuthorisationCodes } from '../kit/authorisation-codes.ts';
import type { SeededRandom } from '../kit/seeded-random.ts';
import type { SimulatorClock } from '../kit/simulator-clock.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export interface IssuedToken {
  readonly accessToken: string;
  readonly refreshToken: string;
  accessUntilMs: number;
  readonly refreshUntilMs: number;
}

export interface DouyinTokens {
  current(): IssuedToken;
  isValid(accessToken: string): boolean;
  /** How long it is still good, at least 1. */
  secondsLeft(token: IssuedToken): number;
  /** Undefined for a refresh token that is unknown or over. */
  refresh(refreshToken: string): IssuedToken | undefined;
  /** Of the seller's consent. */
  readonly codes: AuthorisationCodes;
  issue(): IssuedToken;
  /** Ends the access at once. */
  expire(): void;
}

/**
 * Access for 7 days, renewable for 14. Earlier than an hour before its end a renewal answers with the same token; within
 * the hour with a new one, and the old one goes on for an hour. Source: the platform's page on `token.refresh`.
 */
export function createDouyinTokens(clock: SimulatorClock, random: SeededRandom, lifeMs = 7 * DAY_MS): DouyinTokens {
  const old: IssuedToken[] = [];
  let current = create();

  function create(): IssuedToken {
    const nowMs = clock.nowMs();
    return {
      accessToken: `${random.hex(8)}-${random.hex(4)}-4${random.hex(3)}-a${random.hex(3)}-${random.hex(12)}`,
      refreshToken: `${random.hex(8)}-${random.hex(4)}-4${random.hex(3)}-b${random.hex(3)}-${random.hex(12)}`,
      accessUntilMs: nowMs + lifeMs,
      refreshUntilMs: nowMs + 14 * DAY_MS,
    };
  }

  function replace(): IssuedToken {
    const nowMs = clock.nowMs();
    if (current.accessUntilMs > nowMs) old.push({ ...current, accessUntilMs: nowMs + HOUR_MS });
    current = create();
    return current;
  }

  return {
    codes: createAuthorisationCodes(random.fork('codes')),
    current: () => current,
    isValid: (accessToken) =>
      [current, ...old].some((token) => token.accessToken === accessToken && token.accessUntilMs > clock.nowMs()),
    secondsLeft: (token) => Math.max(1, Math.floor((token.accessUntilMs - clock.nowMs()) / 1000)),
    refresh(refreshToken) {
      const nowMs = clock.nowMs();
      if (refreshToken !== current.refreshToken || current.refreshUntilMs <= nowMs) return undefined;
      return current.accessUntilMs - nowMs > HOUR_MS ? current : replace();
    },
    issue: replace,
    expire() {
      current.accessUntilMs = clock.nowMs();
      old.length = 0;
    },
  };
}

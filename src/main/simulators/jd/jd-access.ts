import { createAuthorisationCodes } from '../kit/authorisation-codes.ts';
import type { AuthorisationCodes } from '../kit/authorisation-codes.ts';
import type { SeededRandom } from '../kit/seeded-random.ts';
import type { SimulatorClock } from '../kit/simulator-clock.ts';

/** The tokens of the one merchant that has authorised the app. */
export interface JdAccess {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Whether calls with this token are let in now. */
  isGood(accessToken: string): boolean;
  /** Of the seller's consent. */
  readonly codes: AuthorisationCodes;
  /** New tokens; the old ones end at once. */
  renew(): void;
}

/** 30 days, in seconds. */
export const JD_ACCESS_LASTS_S = 30 * 86_400;

export function createJdAccess(random: SeededRandom, clock: SimulatorClock): JdAccess {
  const make = () => ({
    accessToken: random.hex(36),
    refreshToken: random.hex(36),
    untilMs: clock.nowMs() + JD_ACCESS_LASTS_S * 1000,
  });
  let current = make();
  return {
    codes: createAuthorisationCodes(random.fork('codes')),
    get accessToken() {
      return current.accessToken;
    },
    get refreshToken() {
      return current.refreshToken;
    },
    isGood: (accessToken) => accessToken === current.accessToken && clock.nowMs() < current.untilMs,
    renew: () => void (current = make()),
  };
}

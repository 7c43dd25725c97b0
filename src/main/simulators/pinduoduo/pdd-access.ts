import { createAuthorisationCodes } from '../kit/authorisation-codes.ts';
import type { AuthorisationCodes } from '../kit/authorisation-codes.ts';
import type { SeededRandom } from '../kit/seeded-random.ts';
import type { SimulatorClock } from '../kit/simulator-clock.ts';

/** The tokens of the one merchant that has authorised the app. */
export interface PddAccess {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Whether calls with this token are let in now. */
  isGood(accessToken: string): boolean;
  /** Of the seller's consent. */
  readonly codes: AuthorisationCodes;
  /** New tokens; the old ones end at once. */
  renew(): void;
}

const DAY_MS = 86_400_000;
/** In seconds. */
export const PDD_ACCESS_LASTS_S = (30 * DAY_MS) / 1000;
export const PDD_REFRESH_LASTS_S = 2 * PDD_ACCESS_LASTS_S;

export function createPddAccess(random: SeededRandom, clock: SimulatorClock): PddAccess {
  const make = () => ({
    accessToken: random.hex(40),
    refreshToken: random.hex(40),
    accessUntilMs: clock.nowMs() + PDD_ACCESS_LASTS_S * 1000,
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
    isGood: (accessToken) => accessToken === current.accessToken && clock.nowMs() < current.accessUntilMs,
    renew: () => void (current = make()),
  };
}

import { createAuthorisationCodes } from '../kit/authorisation-codes.ts';
import type { AuthorisationCodes } from '../kit/authorisation-codes.ts';
import type { SeededRandom } from '../kit/seeded-random.ts';
import type { SimulatorClock } from '../kit/simulator-clock.ts';

/** The tokens of the one merchant that has authorised the app. */
export interface PddAccess {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly accessUntilMs: number;
  readonly refreshUntilMs: number;
  /** Of the seller's consent. */
  readonly codes: AuthorisationCodes;
  /** New tokens; the old ones end at once. */
  renew(): void;
}

const DAY_MS = 86_400_000;

export function createPddAccess(random: SeededRandom, clock: SimulatorClock): PddAccess {
  const make = () => ({
    accessToken: random.hex(40),
    refreshToken: random.hex(40),
    accessUntilMs: clock.nowMs() + 30 * DAY_MS,
    refreshUntilMs: clock.nowMs() + 60 * DAY_MS,
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
    get accessUntilMs() {
      return current.accessUntilMs;
    },
    get refreshUntilMs() {
      return current.refreshUntilMs;
    },
    renew: () => void (current = make()),
  };
}

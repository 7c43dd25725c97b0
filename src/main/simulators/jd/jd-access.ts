import { createAuthorisationCodes } from '../kit/authorisation-codes.ts';
import type { AuthorisationCodes } from '../kit/authorisation-codes.ts';
import type { SeededRandom } from '../kit/seeded-random.ts';

/** The tokens of the one merchant that has authorised the app. */
export interface JdAccess {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Of the seller's consent. */
  readonly codes: AuthorisationCodes;
  /** New tokens; the old ones end at once. */
  renew(): void;
}

export function createJdAccess(random: SeededRandom): JdAccess {
  const make = () => ({ accessToken: random.hex(36), refreshToken: random.hex(36) });
  let current = make();
  return {
    codes: createAuthorisationCodes(random.fork('codes')),
    get accessToken() {
      return current.accessToken;
    },
    get refreshToken() {
      return current.refreshToken;
    },
    renew: () => void (current = make()),
  };
}

import { createAuthorisationCodes } from '../kit/authorisation-codes.ts';
import type { SeededRandom } from '../kit/seeded-random.ts';
import type { SimulatorClock } from '../kit/simulator-clock.ts';

/** What an authorisation handed out last. Moments in UTC ms. */
export interface TopTokens {
  readonly session: string;
  readonly refreshToken: string;
  readonly livesForS: number;
  readonly endsAtMs: number;
  readonly refreshLivesForS: number;
  readonly refreshEndsAtMs: number;
}

export interface TopTokenDesk {
  current(): TopTokens;
  /** A new session without anybody asking: the one before ends. */
  renew(): TopTokens;
  /** Undefined for a refresh token that is not, or no longer, the one. */
  refresh(refreshToken: string): TopTokens | undefined;
  /** The seller agreed in the browser: a code that counts once. */
  authorise(): string;
  exchange(code: string): TopTokens | undefined;
}

/** Sessions of one seller and one app. */
export function createTopTokenDesk(
  random: SeededRandom,
  clock: SimulatorClock,
  livesForS: number,
  firstSession?: string,
): TopTokenDesk {
  const refreshLivesForS = livesForS * 2;
  const codes = createAuthorisationCodes(random);
  const issue = (session = `6101${random.hex(50)}`): TopTokens => ({
    session,
    refreshToken: `6102${random.hex(50)}`,
    livesForS,
    endsAtMs: clock.nowMs() + livesForS * 1000,
    refreshLivesForS,
    refreshEndsAtMs: clock.nowMs() + refreshLivesForS * 1000,
  });
  let tokens = issue(firstSession);
  return {
    current: () => tokens,
    renew: () => (tokens = issue()),
    refresh: (refreshToken) =>
      refreshToken === tokens.refreshToken && clock.nowMs() < tokens.refreshEndsAtMs ? (tokens = issue()) : undefined,
    authorise: () => codes.issue(),
    exchange: (code) => (codes.redeem(code) ? (tokens = issue()) : undefined),
  };
}

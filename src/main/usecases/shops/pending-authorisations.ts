import { randomBytes } from 'node:crypto';
import type { Clock } from '#core/kernel/clock.ts';
import type { UtcMs } from '#shared/model/time.ts';

/** For whom a page was asked; its answer counts for nobody else. */
export interface AuthorisationQuestion {
  readonly channelId: string;
  readonly shopId: string | null;
  readonly redirectUri: string;
}

/** Pages that were asked for and not answered yet. A restart forgets them: the address is then asked for anew. */
export interface PendingAuthorisations {
  /** @returns the text that has to come back with the code */
  ask(question: AuthorisationQuestion): string;
  /** When it was asked; null where it was not, was for another shop, or was answered. */
  find(state: string, question: AuthorisationQuestion): UtcMs | null;
  /** Each question takes one answer. */
  close(state: string): void;
}

/** Nobody keeps so many windows open; older questions make room. */
const MOST_OPEN = 100;

export function createPendingAuthorisations(clock: Clock): PendingAuthorisations {
  const open = new Map<string, AuthorisationQuestion & { readonly atMs: UtcMs }>();
  return {
    ask({ channelId, shopId, redirectUri }) {
      const state = randomBytes(16).toString('hex');
      open.set(state, { channelId, shopId, redirectUri, atMs: clock.nowMs() });
      const [oldest] = open.keys();
      if (open.size > MOST_OPEN && oldest !== undefined) open.delete(oldest);
      return state;
    },
    find(state, { channelId, shopId, redirectUri }) {
      const asked = open.get(state);
      const isSame = asked?.channelId === channelId && asked.shopId === shopId && asked.redirectUri === redirectUri;
      return isSame ? asked.atMs : null;
    },
    close: (state) => void open.delete(state),
  };
}

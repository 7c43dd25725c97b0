import { randomBytes } from 'node:crypto';
import type { Clock } from '#core/kernel/clock.ts';

/** The window is told at once; later nobody stands there any more. */
const LIFETIME_MS = 10_000;

/**
 * A badge that a scanner on a cable read belongs to the window of its station. The window gets a ticket instead of the code,
 * good once and for a moment, so that no code travels to all who listen.
 */
export class BadgeTickets {
  readonly #clock: Clock;
  readonly #secrets = new Map<string, { readonly secret: string; readonly untilMs: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  issue(secret: string): string {
    this.#dropOld();
    const ticket = randomBytes(16).toString('base64url');
    this.#secrets.set(ticket, { secret, untilMs: this.#clock.nowMs() + LIFETIME_MS });
    return ticket;
  }

  /** The secret of the badge, once; null when the ticket is used, too old or never was. */
  redeem(ticket: string): string | null {
    this.#dropOld();
    const secret = this.#secrets.get(ticket)?.secret ?? null;
    this.#secrets.delete(ticket);
    return secret;
  }

  #dropOld(): void {
    const nowMs = this.#clock.nowMs();
    for (const [ticket, { untilMs }] of this.#secrets)
      if (untilMs <= nowMs || untilMs > nowMs + LIFETIME_MS) this.#secrets.delete(ticket);
  }
}

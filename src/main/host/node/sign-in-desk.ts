import { createHash, randomBytes, randomInt } from 'node:crypto';
import type { Clock } from '#core/kernel/clock.ts';

/** No letter or digit that can be taken for another. */
const CODE_LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const CODE_LENGTH = 8;

/** Long enough to type a code, or for a slow PC to start its browser. */
export const TICKET_VALID_MS = 10 * 60 * 1000;

/** After so many wrong codes all outstanding ones are void: 31^8 codes cannot be tried out. */
export const MAX_WRONG_CODES = 10;

/**
 * Hands out one-time tickets that let a browser in: a long token inside an address that the host itself opens, or a short
 * code that a person types. Each works once and for ten minutes; only hashes are kept.
 */
export class SignInDesk {
  readonly #clock: Clock;
  readonly #tickets = new Map<string, { readonly expiresAtMs: number; readonly kind: 'token' | 'code' }>();
  #wrongCodes = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  issueToken(): string {
    const token = randomBytes(32).toString('base64url');
    this.#keep(token, 'token');
    return token;
  }

  /** e.g. `K7QM-2RXD` */
  issueCode(): string {
    const letters = Array.from({ length: CODE_LENGTH }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)]).join('');
    this.#keep(letters, 'code');
    this.#wrongCodes = 0;
    return `${letters.slice(0, 4)}-${letters.slice(4)}`;
  }

  /** Takes a token or a code, however it was typed. @returns whether it was good; it is used up then. */
  redeem(ticket: string): boolean {
    const exact = hash(ticket);
    const key = this.#tickets.has(exact) ? exact : hash(ticket.toUpperCase().replaceAll(/[\s-]/g, ''));
    const found = this.#tickets.get(key);
    this.#tickets.delete(key);
    if (found && found.expiresAtMs > this.#clock.nowMs()) return true;
    this.#countWrong();
    return false;
  }

  #countWrong(): void {
    this.#wrongCodes += 1;
    if (this.#wrongCodes < MAX_WRONG_CODES) return;
    for (const [key, { kind }] of this.#tickets) if (kind === 'code') this.#tickets.delete(key);
  }

  #keep(secret: string, kind: 'token' | 'code'): void {
    const now = this.#clock.nowMs();
    for (const [key, { expiresAtMs }] of this.#tickets) if (expiresAtMs <= now) this.#tickets.delete(key);
    this.#tickets.set(hash(secret), { kind, expiresAtMs: now + TICKET_VALID_MS });
  }
}

function hash(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Clock } from '#core/kernel/clock.ts';

/** A browser that was let in stays so for a month, over restarts of the host too, because windows must find back by themselves. */
const VALID_MS = 30 * 24 * 60 * 60 * 1000;

/** Makes and checks the cookie of browsers that were let in. Nothing is stored: the cookie carries its own proof. */
export interface WindowCookie {
  /** Value of a `Set-Cookie` header for a browser that just proved itself. */
  issue(): string;
  isValid(cookieHeader: string | undefined): boolean;
}

/**
 * @param key 32 secret bytes; another key makes every cookie invalid
 * @param port part of the cookie's name and proof: browsers send cookies to every port of a host
 */
export function createWindowCookie(key: Uint8Array, port: number, clock: Clock): WindowCookie {
  const name = `packbench_${port}`;
  const proofOf = (claim: string): string => createHmac('sha256', key).update(`${name}=${claim}`).digest('base64url');
  return {
    issue() {
      const claim = `${randomBytes(16).toString('base64url')}.${clock.nowMs()}`;
      return `${name}=${claim}.${proofOf(claim)}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${VALID_MS / 1000}`;
    },
    isValid(cookieHeader) {
      const [id, issuedAt, proof] = valueOf(cookieHeader, name)?.split('.') ?? [];
      if (id === undefined || issuedAt === undefined || proof === undefined) return false;
      // Issued in the future: the clock was ahead then, and its windows must find back now that it is right.
      const ageMs = clock.nowMs() - Number(issuedAt);
      return sameText(proof, proofOf(`${id}.${issuedAt}`)) && ageMs < VALID_MS;
    },
  };
}

function valueOf(cookieHeader: string | undefined, name: string): string | undefined {
  const pairs = (cookieHeader ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

function sameText(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

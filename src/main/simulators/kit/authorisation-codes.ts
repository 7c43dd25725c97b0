import type { SeededRandom } from './seeded-random.ts';

/** Codes that a platform's page hands over when the seller agrees; each counts once. */
export interface AuthorisationCodes {
  issue(): string;
  redeem(code: string): boolean;
}

export function createAuthorisationCodes(random: SeededRandom): AuthorisationCodes {
  const open = new Set<string>();
  return {
    issue() {
      const code = random.hex(24);
      open.add(code);
      return code;
    },
    redeem: (code) => open.delete(code),
  };
}

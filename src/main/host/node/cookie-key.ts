import { randomBytes } from 'node:crypto';
import type { Keystore } from '#main/app/platform.ts';

const ENTRY = 'window-cookie-key';

/**
 * Secret behind the cookies of this PC's windows. Kept, so that windows find back after a restart; where the keystore
 * does not answer, a fresh one serves until the next restart.
 */
export async function cookieKeyOf(keystore: Keystore): Promise<Uint8Array> {
  try {
    const known = await keystore.read(ENTRY);
    if (known) return known;
    const fresh = randomBytes(32);
    await keystore.write(ENTRY, fresh);
    return fresh;
  } catch {
    return randomBytes(32);
  }
}

import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** About 60 ms and 32 MiB per try on a small machine, off the event loop: a PIN has few digits, so each guess must cost. */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 } as const;
const HASH_BYTES = 32;

/** `scrypt$<N>$<salt hex>$<hash hex>` */
export async function hashPin(pin: string): Promise<string> {
  const salt = randomBytes(16);
  return ['scrypt', COST.N, salt.toString('hex'), (await derive(pin, salt, COST.N)).toString('hex')].join('$');
}

export async function isPinRight(pin: string, stored: string): Promise<boolean> {
  const [scheme, cost = '', salt = '', hash = ''] = stored.split('$');
  if (scheme !== 'scrypt') return false;
  const expected = Buffer.from(hash, 'hex');
  const actual = await derive(pin, Buffer.from(salt, 'hex'), Number(cost));
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

function derive(pin: string, salt: Uint8Array, cost: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, HASH_BYTES, { ...COST, N: cost }, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

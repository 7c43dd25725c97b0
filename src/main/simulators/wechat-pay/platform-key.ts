import { generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { selfSignedCertificate } from '../kit/self-signed-certificate.ts';

export interface PlatformKey {
  readonly serial: string;
  readonly privateKey: KeyObject;
  readonly certificate: string;
}

const YEAR_MS = 365 * 86_400_000;

/** A key of the platform with its certificate, good for five years from a day before `bornAtMs`. */
export function makePlatformKey(serial: string, bornAtMs: number, lifeMs = 5 * YEAR_MS): PlatformKey {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const certificate = selfSignedCertificate({
    name: 'Tenpay.com Root CA (simulated)',
    serial,
    fromMs: bornAtMs - 86_400_000,
    untilMs: bornAtMs + lifeMs,
    publicKey,
    privateKey,
  });
  return { serial, privateKey, certificate };
}

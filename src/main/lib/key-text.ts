import { X509Certificate, createPrivateKey, createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

const BLOCK = /-----BEGIN ([A-Z ]+)-----([^-]*)-----END \1-----/g;

/**
 * Keys as people paste them: PEM with or without its line breaks, or the bare base64 that vendors' tools show.
 * @returns null when there is no such key in the text
 */
export function readPublicKey(text: string): KeyObject | null {
  const block = firstBlock(text);
  return attempt(() =>
    block?.label === 'RSA PUBLIC KEY'
      ? createPublicKey({ key: block.der, format: 'der', type: 'pkcs1' })
      : createPublicKey({ key: block?.der ?? bare(text), format: 'der', type: 'spki' }),
  );
}

/** PKCS#8 or PKCS#1; bare base64 is tried as both, because vendors' tools give either. */
export function readPrivateKey(text: string): KeyObject | null {
  const der = firstBlock(text)?.der ?? bare(text);
  return (
    attempt(() => createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })) ??
    attempt(() => createPrivateKey({ key: der, format: 'der', type: 'pkcs1' }))
  );
}

/** Every certificate of a text; what is none is passed over. */
export function readCertificates(text: string): readonly X509Certificate[] {
  return [...text.matchAll(BLOCK)].flatMap((match) => {
    if (match[1] !== 'CERTIFICATE') return [];
    return attempt(() => new X509Certificate(bare(match[2] ?? ''))) ?? [];
  });
}

function firstBlock(text: string): { readonly label: string; readonly der: Buffer } | null {
  const match = [...text.matchAll(BLOCK)][0];
  return match ? { label: match[1] ?? '', der: bare(match[2] ?? '') } : null;
}

const bare = (text: string): Buffer => Buffer.from(text.replaceAll(/\s+/g, ''), 'base64');

function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

import { sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** DER by hand: Node reads certificates and cannot make one. */
const tlv = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content]);
};

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const hex = length.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  return Buffer.concat([Buffer.from([0x80 | bytes.length]), bytes]);
}

const sequence = (...parts: readonly Buffer[]): Buffer => tlv(0x30, ...parts);
const objectId = (hex: string): Buffer => tlv(0x06, Buffer.from(hex, 'hex'));
const SHA256_WITH_RSA = sequence(objectId('2a864886f70d01010b'), tlv(0x05));

const commonName = (name: string): Buffer =>
  sequence(tlv(0x31, sequence(objectId('550403'), tlv(0x0c, Buffer.from(name)))));

/** `yyMMddHHmmssZ`: good until 2049. */
const utcTime = (ms: number): Buffer =>
  tlv(0x17, Buffer.from(`${new Date(ms).toISOString().slice(2, 19).replaceAll(/[-:T]/g, '')}Z`));

export interface CertificateOptions {
  readonly name: string;
  /** Hex digits, an even number, the first below 8. */
  readonly serial: string;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

/** A self-signed X.509 v3 certificate as PEM. */
export function selfSignedCertificate(options: CertificateOptions): string {
  const name = commonName(options.name);
  const body = sequence(
    tlv(0xa0, tlv(0x02, Buffer.from([2]))),
    tlv(0x02, Buffer.from(options.serial, 'hex')),
    SHA256_WITH_RSA,
    name,
    sequence(utcTime(options.fromMs), utcTime(options.untilMs)),
    name,
    options.publicKey.export({ format: 'der', type: 'spki' }),
  );
  const signature = sign('RSA-SHA256', body, options.privateKey);
  const der = sequence(body, SHA256_WITH_RSA, tlv(0x03, Buffer.concat([Buffer.from([0]), signature])));
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

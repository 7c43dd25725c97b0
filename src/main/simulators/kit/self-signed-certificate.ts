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

const ECDSA_WITH_SHA256 = sequence(objectId('2a8648ce3d040302'));
const ATTRIBUTES = { C: '550406', O: '55040a', OU: '55040b', CN: '550403' } as const;

/** Parts in the order of the certificate; a text is a common name alone. */
export type DistinguishedName = string | readonly (readonly [keyof typeof ATTRIBUTES, string])[];

const nameOf = (name: DistinguishedName): Buffer =>
  sequence(
    ...(typeof name === 'string' ? [['CN', name] as const] : name).map(([attribute, text]) =>
      tlv(0x31, sequence(objectId(ATTRIBUTES[attribute]), tlv(0x0c, Buffer.from(text)))),
    ),
  );

/** `yyMMddHHmmssZ`: good until 2049. */
const utcTime = (ms: number): Buffer =>
  tlv(0x17, Buffer.from(`${new Date(ms).toISOString().slice(2, 19).replaceAll(/[-:T]/g, '')}Z`));

export interface CertificateOptions {
  readonly name: DistinguishedName;
  /** Hex digits, an even number, the first below 8. */
  readonly serial: string;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

/** Who vouches for a certificate. */
export interface CertificateIssuer {
  readonly name: DistinguishedName;
  /** RSA, or of an elliptic curve. */
  readonly privateKey: KeyObject;
}

/** A self-signed X.509 v3 certificate as PEM. */
export function selfSignedCertificate(options: CertificateOptions): string {
  return issuedCertificate(options, { name: options.name, privateKey: options.privateKey });
}

/** An X.509 v3 certificate as PEM. */
export function issuedCertificate(options: Omit<CertificateOptions, 'privateKey'>, issuer: CertificateIssuer): string {
  const algorithm = issuer.privateKey.asymmetricKeyType === 'ec' ? ECDSA_WITH_SHA256 : SHA256_WITH_RSA;
  const body = sequence(
    tlv(0xa0, tlv(0x02, Buffer.from([2]))),
    tlv(0x02, Buffer.from(options.serial, 'hex')),
    algorithm,
    nameOf(issuer.name),
    sequence(utcTime(options.fromMs), utcTime(options.untilMs)),
    nameOf(options.name),
    options.publicKey.export({ format: 'der', type: 'spki' }),
  );
  const signature = sign('sha256', body, issuer.privateKey);
  const der = sequence(body, algorithm, tlv(0x03, Buffer.concat([Buffer.from([0]), signature])));
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

import { createHash, generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { issuedCertificate, selfSignedCertificate } from '../kit/self-signed-certificate.ts';

/** The three files that Alipay's console gives, and the numbers that it expects and sends. */
export interface AlipayCertificates {
  readonly appCertificate: string;
  readonly alipayCertificate: string;
  /** Roots of several authorities; one of them by an elliptic curve, which does not count. */
  readonly alipayRootCertificate: string;
  readonly appSerial: string;
  readonly alipaySerial: string;
  readonly rootSerial: string;
}

type Name = readonly (readonly ['C' | 'O' | 'OU' | 'CN', string])[];

const DAY_MS = 86_400_000;
const authority = (name: string): Name => [
  ['C', 'CN'],
  ['O', 'Ant Financial'],
  ['OU', 'Certification Authority'],
  ['CN', `Ant Financial Certification Authority ${name}`],
];
/** The serial numbers: hex, as they stand in the certificates. */
const SERIALS = {
  root: '4e05aa',
  other: '1162ca23',
  curve: '0700aa01',
  app: '2020051862039d4090',
  alipay: '20200514e63c2fe04d',
};

/** A public key infrastructure of its own, in the manner of Alipay's. */
export function issueAlipayCertificates(keys: {
  readonly nowMs: number;
  readonly appPublicKey: KeyObject;
  readonly alipayPublicKey: KeyObject;
}): AlipayCertificates {
  const term = { fromMs: keys.nowMs - DAY_MS, untilMs: keys.nowMs + 365 * DAY_MS };
  const [root, other] = [rsa(), rsa()];
  const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const [rootName, otherName, curveName] = [authority('R1'), authority('G2'), authority('E1')];
  const issuer = { name: rootName, privateKey: root.privateKey };
  const leaf = (serial: string, commonName: string, publicKey: KeyObject) =>
    issuedCertificate(
      {
        ...term,
        serial,
        publicKey,
        name: [
          ['C', 'CN'],
          ['CN', commonName],
        ],
      },
      issuer,
    );
  return {
    appCertificate: leaf(SERIALS.app, '2088531891668739-2021000000000001', keys.appPublicKey),
    alipayCertificate: leaf(SERIALS.alipay, '支付宝(中国)网络技术有限公司-2088531891668739', keys.alipayPublicKey),
    alipayRootCertificate: [
      selfSignedCertificate({ ...term, ...root, name: rootName, serial: SERIALS.root }),
      selfSignedCertificate({ ...term, ...curve, name: curveName, serial: SERIALS.curve }),
      selfSignedCertificate({ ...term, ...other, name: otherName, serial: SERIALS.other }),
    ].join(''),
    appSerial: serialOf(rootName, SERIALS.app),
    alipaySerial: serialOf(rootName, SERIALS.alipay),
    rootSerial: `${serialOf(rootName, SERIALS.root)}_${serialOf(otherName, SERIALS.other)}`,
  };
}

const rsa = () => generateKeyPairSync('rsa', { modulusLength: 2048 });

/** `CN=…,OU=…,O=…,C=…` and the serial number as a decimal, MD5. */
function serialOf(issuer: Name, serialHex: string): string {
  const parts = [...issuer].reverse().map(([attribute, text]) => `${attribute}=${text}`);
  return createHash('md5')
    .update(parts.join(',') + BigInt(`0x${serialHex}`).toString())
    .digest('hex');
}

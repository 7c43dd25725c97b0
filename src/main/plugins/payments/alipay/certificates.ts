import { createHash } from 'node:crypto';
import type { KeyObject, X509Certificate } from 'node:crypto';
import { readCertificates, readPrivateKey, readPublicKey } from '#main/lib/key-text.ts';

/** What certificate mode needs of an account; all three or none. */
export interface CertificateTexts {
  readonly appPrivateKey: string;
  /** Plain keys: Alipay's, without a certificate. */
  readonly alipayPublicKey: string;
  readonly appCertificate: string;
  readonly alipayCertificate: string;
  readonly alipayRootCertificate: string;
}

const MODE_FIELDS = ['appCertificate', 'alipayCertificate', 'alipayRootCertificate'] as const;
type Field = (typeof MODE_FIELDS)[number] | 'alipayPublicKey';

/** Signed by RSA: the root file holds others too, which do not count. */
const RSA_OIDS = '1.2.840.113549.1.1.';

export function isCertificateMode(texts: CertificateTexts): boolean {
  return MODE_FIELDS.some((field) => texts[field].trim() !== '');
}

/** `app_cert_sn` and `alipay_root_cert_sn`; null where the account goes by plain keys. */
export function requestSerials(texts: CertificateTexts): { app: string; root: string } | null {
  const [own] = readCertificates(texts.appCertificate);
  if (!own || !isCertificateMode(texts)) return null;
  return { app: serialOf(own), root: rootSerialOf(readCertificates(texts.alipayRootCertificate)) };
}

/** Alipay's key, and the serial that has to stand beside its signature; null where no plausible key was entered. */
export function alipayKey(texts: CertificateTexts): { readonly key: KeyObject; readonly serial: string | null } | null {
  if (isCertificateMode(texts)) {
    const [certificate] = readCertificates(texts.alipayCertificate);
    return certificate ? { key: certificate.publicKey, serial: serialOf(certificate) } : null;
  }
  const key = readPublicKey(texts.alipayPublicKey);
  return key ? { key, serial: null } : null;
}

/** The first field that is wrong with its reason; null: all is well. */
export function certificateFault(texts: CertificateTexts): { readonly field: Field; readonly reason: string } | null {
  if (!isCertificateMode(texts))
    return readPublicKey(texts.alipayPublicKey) ? null : { field: 'alipayPublicKey', reason: 'no public key' };
  const given = MODE_FIELDS.map((field) => ({ field, certificates: readCertificates(texts[field]) }));
  const empty = given.find(({ certificates }) => certificates.length === 0);
  if (empty) return { field: empty.field, reason: 'no certificate' };
  const [own] = readCertificates(texts.appCertificate);
  const key = readPrivateKey(texts.appPrivateKey);
  if (own && key && !own.checkPrivateKey(key))
    return { field: 'appCertificate', reason: 'not the certificate of this private key' };
  if (rootSerialOf(readCertificates(texts.alipayRootCertificate)) === '')
    return { field: 'alipayRootCertificate', reason: 'no RSA certificate' };
  const known = given.flatMap(({ certificates }) => certificates);
  const forged = given.find(({ certificates: [first] }) => first && !isVouched(first, known));
  return forged ? { field: forged.field, reason: 'its issuer did not sign it' } : null;
}

/** True too where the issuer is not at hand: files come with and without the authority between them and the root. */
function isVouched(certificate: X509Certificate, known: readonly X509Certificate[]): boolean {
  const issuers = known.filter((each) => each.subject === certificate.issuer);
  return issuers.length === 0 || issuers.some((issuer) => certificate.verify(issuer.publicKey));
}

/** Of each RSA certificate of the root file, in its order, joined by underscores. */
export function rootSerialOf(certificates: readonly X509Certificate[]): string {
  return certificates
    .filter((each) => each.signatureAlgorithmOid?.startsWith(RSA_OIDS))
    .map(serialOf)
    .join('_');
}

/**
 * MD5 over the issuer, its parts from the last to the first and joined by commas, and the serial number as a decimal. Source:
 * `antcertutil` of github.com/alipay/alipay-sdk-nodejs-all, whose published certificate gives the same.
 */
export function serialOf(certificate: Pick<X509Certificate, 'issuer' | 'serialNumber'>): string {
  const issuer = certificate.issuer.split('\n').toReversed().join(',');
  const number = BigInt(`0x${certificate.serialNumber}`).toString(10);
  return createHash('md5').update(`${issuer}${number}`).digest('hex');
}

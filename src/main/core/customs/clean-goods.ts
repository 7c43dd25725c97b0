import { cleanIdentifier } from '#core/kernel/clean-identifier.ts';
import { cleanProse } from '#core/orders/clean-text.ts';
import { GoodsFlag } from '#shared/model/customs.ts';
import type { GoodsCertificate, HsCode } from '#shared/model/customs.ts';
import type { GoodsLanguage, GoodsPatch } from '#shared/model/customs-goods.ts';

/** What people type and paste, as it is stored and compared: without invisible signs, codes without their dots, lists in one order. */
export function cleanGoods(patch: GoodsPatch): GoodsPatch {
  const clean: GoodsPatch = { ...patch };
  for (const name of ['descriptionEn', 'material', 'use', 'brand'] as const)
    if (patch[name] !== undefined) clean[name] = oneLine(patch[name]);
  for (const name of ['origin', 'unitCode', 'model', 'gtin', 'manufacturerProductId', 'dangerClass'] as const)
    if (patch[name] !== undefined) clean[name] = cleanIdentifier(patch[name]);
  if (patch.descriptions) clean.descriptions = cleanDescriptions(patch.descriptions);
  if (patch.hsCodes) clean.hsCodes = cleanCodes(patch.hsCodes);
  if (patch.certificates)
    clean.certificates = patch.certificates.map(cleanCertificate).filter(({ kind }) => kind !== '');
  if (patch.flags) clean.flags = GoodsFlag.options.filter((flag) => patch.flags?.includes(flag));
  if (patch.elements)
    clean.elements = patch.elements
      .map(({ name, value }) => ({ name: oneLine(name), value: oneLine(value) }))
      .filter(({ name }) => name !== '');
  return clean;
}

/** On papers every text is one line: line breaks become spaces. */
function oneLine(text: string): string {
  return cleanProse(text).replaceAll(/\s+/g, ' ');
}

function cleanDescriptions(texts: NonNullable<GoodsPatch['descriptions']>): NonNullable<GoodsPatch['descriptions']> {
  const kept = Object.entries(texts)
    .map(([language, text]) => [language as GoodsLanguage, oneLine(text ?? '')] as const)
    .filter(([, text]) => text !== '')
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(kept);
}

function cleanCodes(codes: readonly HsCode[]): HsCode[] {
  return codes
    .map(({ scheme, code }) => ({ scheme, code: code.replaceAll(/\D/g, '') }))
    .toSorted((one, other) => (one.scheme < other.scheme ? -1 : 1));
}

function cleanCertificate(certificate: GoodsCertificate): GoodsCertificate {
  return {
    kind: cleanIdentifier(certificate.kind).toUpperCase(),
    number: cleanIdentifier(certificate.number),
    issuer: oneLine(certificate.issuer),
    validFrom: certificate.validFrom,
    validTo: certificate.validTo,
  };
}

import type { CaseValue } from '#main/usecases/customs/desk/case-values.ts';
import { numberKindOf } from '#shared/model/customs-case.ts';
import type { CustomsParty, IdNumber } from '#shared/model/customs.ts';
import type { Recipient } from '#shared/model/order.ts';

/** Letters that customs systems of most destinations cannot read; accents of Latin are fine. */
const NOT_LATIN = /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u;

/**
 * The recipient as declared: the platform's address, with what clerks and the buyer said in its place. An address in another
 * script stays beside its transliteration as the local one.
 */
export function declaredRecipient(address: Recipient, values: ReadonlyMap<string, CaseValue>): CustomsParty {
  const said = (field: string, otherwise: string): string => values.get(`recipient.${field}`)?.value ?? otherwise;
  const street = [address.street, address.town, address.district].filter((part) => part !== '').join(', ');
  const isLocal = NOT_LATIN.test(`${address.name}${street}${address.city}`);
  const company = said('company', '');
  return {
    name: said('name', address.name).slice(0, 200),
    company,
    isCompany: said('isCompany', company === '' ? 'false' : 'true') === 'true',
    street: said('street', street).slice(0, 400),
    city: said('city', address.city || address.district).slice(0, 200),
    province: said('province', address.province).slice(0, 200),
    postcode: said('postcode', address.postcode).slice(0, 20),
    country: /^[A-Z]{2}$/.test(address.country) ? address.country : '',
    phone: said('phone', address.phone).slice(0, 40),
    email: said('email', ''),
    localName: said('localName', isLocal ? address.name : '').slice(0, 200),
    localAddress: isLocal
      ? [address.province, address.city, street]
          .filter((part) => part !== '')
          .join(' ')
          .slice(0, 600)
      : '',
    numbers: numbersOf(values),
  };
}

function numbersOf(values: ReadonlyMap<string, CaseValue>): IdNumber[] {
  return [...values.values()].flatMap(({ field, value }) => {
    const kind = numberKindOf(field);
    return kind === null ? [] : [{ kind, value }];
  });
}

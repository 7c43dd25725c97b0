import type { OrderDraft } from '#core/orders/order-draft.ts';
import type { Consignee } from '#main/plugins/channels/jd/schemas.ts';

/** Ciphertext is long and of base64's characters only; its exact form is not published. */
const CIPHERTEXT = /^[A-Za-z0-9+/=_-]{24,}$/;

const NOBODY: Consignee = {
  fullname: '',
  telephone: '',
  mobile: '',
  fullAddress: '',
  province: '',
  city: '',
  county: '',
  town: '',
  oaid: '',
};

/** Who gets the parcel. The `en` calls send ciphertext or masks; ciphertext is not shown. */
export function recipientOf(consignee: Consignee | null): OrderDraft['recipient'] {
  const { fullname, telephone, mobile, fullAddress, province, city, county, town } = consignee ?? NOBODY;
  const phone = mobile === '' ? telephone : mobile;
  const shown = (text: string): string => (CIPHERTEXT.test(text) ? '' : text);
  return {
    name: shown(fullname),
    phone: shown(phone),
    country: 'CN',
    province,
    city,
    district: county,
    town,
    street: shown(fullAddress),
    postcode: '',
    isMasked: [fullname, phone, fullAddress].some((text) => text.includes('*') || CIPHERTEXT.test(text)),
  };
}

/** What the e-waybill call takes in place of the data: JD's `oaid`, or the ciphertexts. */
export function recipientHandleOf(consignee: Consignee | null): string | null {
  const { oaid, fullname, telephone, mobile, fullAddress } = consignee ?? NOBODY;
  if (oaid !== '') return oaid;
  const isSealed = [fullname, telephone, mobile, fullAddress].some((text) => CIPHERTEXT.test(text));
  return isSealed ? JSON.stringify({ fullname, telephone, mobile, fullAddress }) : null;
}

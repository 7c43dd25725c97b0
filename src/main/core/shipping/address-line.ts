import type { Recipient } from '#shared/model/order.ts';

/** An address as it stands on paper: Chinese ones run from large to small without gaps; others as one line with commas. */
export function addressLine(recipient: Recipient): string {
  const { province, city, district, town, street, postcode, country } = recipient;
  const chinese = country === 'CN' || country === '';
  const parts = chinese
    ? [province, city, district, town, street]
    : [street, district, city, province, postcode, country];
  return parts.filter((part, index) => part !== '' && part !== parts[index - 1]).join(chinese ? '' : ', ');
}

/** What the sender of a CN 23 certifies; the wording of the Universal Postal Union (customs.md section 3). */
export const CN23_CERTIFICATION =
  'I certify that the particulars given in this customs declaration are correct and that this item does not contain any dangerous article or articles prohibited by legislation or by postal or customs regulations.';

/** A caption in both languages of the form, with its value behind it. */
export function caption(english: string, french: string, value: string): string {
  return `${english} / ${french}${value === '' ? '' : `: ${value}`}`;
}

/** Masks of personal data as lists and logs show them. They keep what an operator needs to tell two parcels apart, and no more. */

/** 张伟 -> 张*, 欧阳娜娜 -> 欧***, John Smith -> J*** S****. */
export function maskName(name: string): string {
  return name
    .trim()
    .split(/\s+/)
    .map((word) => {
      const letters = [...word];
      return letters.length <= 1 ? '*' : `${letters[0]}${'*'.repeat(Math.min(letters.length - 1, 4))}`;
    })
    .join(' ');
}

/** 13812345678 -> 138****5678, +1 415 555 0132 -> +141****0132; fewer than 7 digits: all but the last two. */
export function maskPhone(phone: string): string {
  const text = phone.trim();
  const digits = text.replace(/\D/g, '');
  if (digits.length === 0) return '*'.repeat(Math.min([...text].length, 4));
  if (digits.length < 7) return `${'*'.repeat(Math.max(digits.length - 2, 1))}${digits.slice(-2)}`;
  const plus = text.startsWith('+') ? '+' : '';
  return `${plus}${digits.slice(0, Math.max(digits.length - 8, 0))}****${digits.slice(-4)}`;
}

/** 静安区南京西路1266号恒隆广场58层 -> 静安区南京***: the first characters place the street, numbers and the rest are hidden. */
export function maskStreet(street: string): string {
  const letters = [...street.trim()];
  if (letters.length <= 2) return '***';
  const shown = letters
    .slice(0, Math.min(5, Math.floor(letters.length / 2)))
    .join('')
    .replace(/\p{N}.*$/u, '');
  return `${shown}***`;
}

/** Name and phone in one short text for lists: `张* 138****5678`. A recipient without phone shows the name only. */
export function maskRecipient(recipient: { readonly name: string; readonly phone: string }): string {
  return [recipient.name && maskName(recipient.name), recipient.phone && maskPhone(recipient.phone)]
    .filter(Boolean)
    .join(' ');
}

/** `13812345678` -> `138****5678`, as on the carrier's privacy waybill. A number that is masked already stays as it is. */
export function maskPhone(phone: string): string {
  if (phone.includes('*')) return phone;
  const digits = phone.replaceAll(/[\s()-]/g, '');
  if (digits.length <= 4) return digits;
  const shown = Math.min(3, digits.length - 4);
  return `${digits.slice(0, shown)}${'*'.repeat(Math.max(1, digits.length - shown - 4))}${digits.slice(-4)}`;
}

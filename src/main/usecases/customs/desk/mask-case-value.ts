import { maskIdNumber } from '#core/customs/id-numbers/mask-id-number.ts';
import { maskName, maskPhone, maskStreet } from '#core/kernel/mask.ts';
import { numberKindOf } from '#shared/model/customs-case.ts';

/** A value of a case as lists show it; what says nothing of a person stays clear. */
export function maskCaseValue(field: string, value: string): string {
  if (numberKindOf(field) !== null) return maskIdNumber(value);
  if (field === 'recipient.phone') return maskPhone(value);
  if (field === 'recipient.email') return value.replace(/^[^@]*/, '***');
  if (field === 'recipient.name' || field === 'recipient.localName') return maskName(value);
  return field === 'recipient.street' ? maskStreet(value) : value;
}

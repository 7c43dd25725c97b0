import { numberKindOf } from '#shared/model/customs-case.ts';
import type { MendPlace } from '#shared/model/customs-case.ts';
import { PLAIN_CASE_FIELD_NAMES } from '#shared/model/customs-case.ts';

const OF_LINE = /^lines\.(\d+)(?:\.(.*))?$/;

/** The line that a path is about; null when it is about none. */
export function lineOfPath(path: string): number | null {
  const index = OF_LINE.exec(path)?.[1];
  return index === undefined ? null : Number(index);
}

/** The path without the place of its line: what many orders have in common. `lines.3.hsCodes` -> `lines.hsCodes`. */
export function fieldOfPath(path: string): string {
  const match = OF_LINE.exec(path);
  if (!match) return path;
  return match[2] === undefined ? 'lines' : `lines.${match[2]}`;
}

/** Names a finding for as long as it stands: its rule, and its path with goods named by their code, because lines move. */
export function findingKey(
  finding: { readonly path: string; readonly ruleId: string },
  skuCodes: readonly string[],
): string {
  const index = lineOfPath(finding.path);
  const about = index === null ? finding.path : `${fieldOfPath(finding.path)}[${skuCodes[index] ?? index}]`;
  return `${finding.ruleId}@${about}`;
}

/** Fields of the declaration that only the sender's data fill. */
const OF_PROFILE: readonly string[] = ['platformName', 'sellerBrand', 'isMailOrder'];

/** Where what is wrong with a field can be mended. */
export function mendPlaceOf(field: string): MendPlace {
  if (field.startsWith('lines')) return 'goods';
  if (field.startsWith('sender') || field.startsWith('signature') || OF_PROFILE.includes(field)) return 'profile';
  if (numberKindOf(field) !== null || PLAIN_CASE_FIELD_NAMES.some((name) => name === field)) return 'case';
  return 'other';
}

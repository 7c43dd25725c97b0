import type { CustomsRules } from '#core/customs/customs-rules.ts';
import type { ReadDb } from '#main/db/handles.ts';
import { builtInPack } from '#main/usecases/customs/rules/built-in-pack.ts';

/** The rules in force at this workstation, for checkDeclaration. */
export function readCustomsRules(_db: ReadDb): CustomsRules {
  return { ...builtInPack(), confirmed: new Set() };
}

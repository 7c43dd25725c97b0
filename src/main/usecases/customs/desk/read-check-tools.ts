import { checkDeclaration, requiredPapers } from '#core/customs/check-declaration.ts';
import type { ReadDb } from '#main/db/handles.ts';
import type { CheckTools } from '#main/usecases/customs/desk/check-tools.ts';
import { customsWorlds } from '#main/usecases/customs/rules/customs-world.ts';
import { readCustomsRules } from '#main/usecases/customs/rules/read-customs-rules.ts';

/** The rules and rates in force now. */
export function readCheckTools(db: ReadDb): CheckTools {
  const rules = readCustomsRules(db);
  const world = customsWorlds(db);
  return {
    world,
    ruleVersion: String(rules.version),
    check: (declaration) => checkDeclaration(declaration, rules, world(declaration.shipDate)),
    papers: (declaration) => requiredPapers(declaration, rules, world(declaration.shipDate)).map(({ kind }) => kind),
  };
}

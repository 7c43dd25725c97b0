import type { CustomsRules } from '#core/customs/customs-rules.ts';
import type { ReadDb } from '#main/db/handles.ts';
import { listConfirmations, ruleDigest } from '#main/usecases/customs/rules/confirm-rule.ts';
import { listOwnWords } from '#main/usecases/customs/rules/own-words.ts';
import { packInForce } from '#main/usecases/customs/rules/pack-rows.ts';

/** The rules in force at this workstation, for checkDeclaration: the newest pack, what people confirmed of it, and the shop's own words. */
export function readCustomsRules(db: ReadDb): CustomsRules {
  const { pack } = packInForce(db);
  const own = listOwnWords(db);
  const confirmations = listConfirmations(db);
  const confirmed = pack.lanes
    .flatMap((lane) => lane.rules)
    .filter((rule) => confirmations.has(rule.id) && confirmations.get(rule.id)?.digest === ruleDigest(rule))
    .map((rule) => rule.id);
  return {
    version: pack.version,
    lanes: pack.lanes,
    words: {
      vague: [...pack.words.vague, ...own.filter(({ kind }) => kind === 'vague').map(({ word }) => word)],
      prohibited: [
        ...pack.words.prohibited,
        ...own.filter(({ kind }) => kind === 'prohibited').map(({ word }) => word),
      ],
    },
    confirmed: new Set(confirmed),
  };
}

import { applyEffect } from '#core/customs/apply-effect.ts';
import type { CustomsHit, CustomsWorld } from '#core/customs/customs-check.ts';
import { rulesInForce } from '#core/customs/customs-rules.ts';
import type { CustomsRules } from '#core/customs/customs-rules.ts';
import { effectiveSeverity } from '#core/customs/effective-severity.ts';
import { matchCondition } from '#core/customs/match-condition.ts';
import type { CustomsDeclaration, CustomsFinding } from '#shared/model/customs.ts';
import type { CustomsRule } from '#shared/model/customs-rules.ts';

export { requiredPapers } from '#core/customs/required-papers.ts';
export type { RequiredPaper } from '#core/customs/required-papers.ts';

/** Where several rules say the same of the same field, the loudest comes first. */
const LOUDNESS = { block: 0, warn: 1, info: 2 };

/**
 * All that the rules of the destination say about a parcel on its ship date: what blocks first, then warnings, then facts. A destination
 * without rules, and a threshold that could not be compared for want of a rate, are findings themselves: nothing is passed over in silence.
 */
export function checkDeclaration(
  declaration: CustomsDeclaration,
  rules: CustomsRules,
  world: CustomsWorld,
): CustomsFinding[] {
  const { rules: inForce, hasLane } = rulesInForce(rules, declaration.territory, declaration.shipDate);
  const findings: CustomsFinding[] = [];
  const withoutRate = new Map<string, CustomsHit>();
  for (const rule of inForce) {
    const match = matchCondition(rule.condition, declaration, world);
    if (match.holds === false) continue;
    if (match.holds === 'no_rate') {
      const { from, to } = match;
      withoutRate.set(`${from} ${to}`, { path: `rates.${from}.${to}`, data: { from, to } });
      continue;
    }
    for (const hit of applyEffect(rule, match.lines, declaration, world, rules.words))
      findings.push(findingOf(rule, hit, rules.confirmed.has(rule.id)));
  }
  for (const [ruleId, hits] of [
    ['base.no-lane-rules', hasLane ? [] : [{ path: 'territory', data: { territory: declaration.territory } }]],
    ['base.no-rate', [...withoutRate.values()]],
  ] as const) {
    const rule = rules.lanes.flatMap((lane) => lane.rules).find(({ id }) => id === ruleId);
    if (rule) for (const hit of hits) findings.push(findingOf(rule, hit, rules.confirmed.has(rule.id)));
  }
  return findings.toSorted((a, b) => LOUDNESS[a.severity] - LOUDNESS[b.severity]);
}

function findingOf(rule: CustomsRule, hit: CustomsHit, isConfirmed: boolean): CustomsFinding {
  const withDoubt = (text: string, doubt: string | undefined) => (doubt === undefined ? text : `${text} ${doubt}`);
  return {
    path: hit.path,
    ruleId: rule.id,
    severity: effectiveSeverity(rule, isConfirmed),
    textEn: filled(withDoubt(rule.textEn, rule.doubtEn), hit.data),
    textZh: filled(withDoubt(rule.textZh, rule.doubtZh), hit.data),
    fixEn: filled(rule.fixEn, hit.data),
    fixZh: filled(rule.fixZh, hit.data),
    sourceRef: rule.sourceRef,
  };
}

function filled(text: string, data: CustomsHit['data'] = {}): string {
  return text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(data[name] ?? ''));
}

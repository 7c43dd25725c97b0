import { CHECKS } from '#core/customs/checks/all-checks.ts';
import { CustomsRulePack } from '#shared/model/customs-rules.ts';
import type { CustomsRule } from '#shared/model/customs-rules.ts';
import { parseDecimalAmount } from '#shared/model/money.ts';

/** Reads a rule pack that anybody may have written; `problem` names the first place that this version cannot carry out. */
export function readPack(
  content: unknown,
): { readonly ok: true; readonly pack: CustomsRulePack } | { readonly ok: false; readonly problem: string } {
  const parsed = CustomsRulePack.safeParse(content);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { ok: false, problem: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`.slice(0, 200) };
  }
  for (const lane of parsed.data.lanes) {
    if ((lane.territories.length === 0) !== (lane.lane === '*'))
      return { ok: false, problem: `${lane.lane}: territories` };
    for (const rule of lane.rules) {
      const problem = whatIsWrong(rule, lane.territories);
      if (problem !== null) return { ok: false, problem: `${rule.id}: ${problem}` };
    }
  }
  return { ok: true, pack: parsed.data };
}

function whatIsWrong({ condition, effect, territories = [] }: CustomsRule, ofLane: readonly string[]): string | null {
  if (effect.do === 'check') {
    const check = CHECKS[effect.check];
    if (check === undefined) return `check ${effect.check}`;
    const missing = check.limits.find((limit) => effect.limits[limit] === undefined);
    if (missing !== undefined) return `limit ${missing}`;
  }
  for (const limit of [condition.valueAtMost, condition.valueAbove])
    if (limit && parseDecimalAmount(limit.amount, limit.currency) === null) return `${limit.amount} ${limit.currency}`;
  return territories.find((territory) => !ofLane.includes(territory)) ?? null;
}

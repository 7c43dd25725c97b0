import type { CustomsRule, RuleSeverity } from '#shared/model/customs-rules.ts';

/**
 * How loud a rule may be: only what is verified blocks. One secondary source warns, and blocks once a person confirmed it; general knowledge
 * is a hint; a disputed fact warns at most.
 */
export function effectiveSeverity(
  rule: Pick<CustomsRule, 'severity' | 'confidence'>,
  isConfirmed: boolean,
): RuleSeverity {
  if (rule.confidence === 'M') return 'info';
  if (rule.severity !== 'block') return rule.severity;
  if (rule.confidence === 'V' || (rule.confidence === 'S' && isConfirmed)) return 'block';
  return 'warn';
}

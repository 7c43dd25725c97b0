import type { CustomsWorld } from '#core/customs/customs-check.ts';
import { rulesInForce } from '#core/customs/customs-rules.ts';
import type { CustomsRules } from '#core/customs/customs-rules.ts';
import { matchCondition } from '#core/customs/match-condition.ts';
import type { CustomsDeclaration } from '#shared/model/customs.ts';

/** Numbers by which papers are chosen; null where no rule says one on the ship date. */
export interface PaperLimits {
  /** From this value in special drawing rights on, CN23 instead of CN22. */
  readonly cn23FromSdr: number | null;
  /** Batteries in devices that may travel without the mark: in a package, and packages. */
  readonly unmarkedBatteries: { readonly cells: number; readonly batteries: number; readonly packages: number } | null;
  /** Up to this value in CNY, 9710 and 9810 may be declared by list. */
  readonly listUpToCny: number | null;
}

/** The limits of the rules in force for a parcel on its ship date: data, with their sources and dates, like all rules. */
export function paperLimits(declaration: CustomsDeclaration, rules: CustomsRules, world: CustomsWorld): PaperLimits {
  const inForce = rulesInForce(rules, declaration.territory, declaration.shipDate).rules;
  const limits = (check: string): Readonly<Record<string, number>> | undefined => {
    const rule = inForce.find(
      ({ effect, condition }) =>
        effect.do === 'check' && effect.check === check && matchCondition(condition, declaration, world).holds === true,
    );
    return rule?.effect.do === 'check' ? rule.effect.limits : undefined;
  };
  const mark = limits('battery-mark');
  return {
    cn23FromSdr: limits('cn23-from')?.['sdr'] ?? null,
    unmarkedBatteries: mark
      ? { cells: mark['cells'] ?? 0, batteries: mark['batteries'] ?? 0, packages: mark['packages'] ?? 0 }
      : null,
    listUpToCny: limits('low-value-list')?.['cny'] ?? null,
  };
}

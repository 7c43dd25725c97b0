import type { CustomsLane, CustomsRule, CustomsWords } from '#shared/model/customs-rules.ts';

/** The rules that are in force at this workstation: the pack, the own words, and what people confirmed. */
export interface CustomsRules {
  /** Of the pack; kept with every result. */
  readonly version: number;
  readonly lanes: readonly CustomsLane[];
  readonly words: CustomsWords;
  /** Ids of rules from one secondary source that a person confirmed as they stand: these may block. */
  readonly confirmed: ReadonlySet<string>;
}

/** Rules of every destination and of this one that hold on a day. `hasLane` is false where nobody wrote rules for the destination. */
export function rulesInForce(
  rules: CustomsRules,
  territory: string,
  day: string,
): { readonly rules: readonly CustomsRule[]; readonly hasLane: boolean } {
  const lanes = rules.lanes.filter((lane) => lane.lane === '*' || lane.territories.includes(territory));
  return {
    hasLane: lanes.some((lane) => lane.lane !== '*'),
    rules: lanes.flatMap((lane) =>
      lane.rules.filter((rule) => holdsOn(rule, day) && (rule.territories?.includes(territory) ?? true)),
    ),
  };
}

/** Both ends belong to the time of a rule. Days compare as text. */
export function holdsOn(rule: Pick<CustomsRule, 'validFrom' | 'validTo'>, day: string): boolean {
  return (rule.validFrom === null || day >= rule.validFrom) && (rule.validTo === null || day <= rule.validTo);
}

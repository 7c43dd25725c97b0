import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkDeclaration } from '#core/customs/check-declaration.ts';
import { CHECKS } from '#core/customs/checks/all-checks.ts';
import type { CustomsRules } from '#core/customs/customs-rules.ts';
import { builtInPack } from '#main/usecases/customs/rules/built-in-pack.ts';
import type { CustomsLane, CustomsRule } from '#shared/model/customs-rules.ts';
import { isWholeMinor, PROVOKED_CHECKS, provokeRule } from '#tests/support/customs/provoke-rule.ts';

const PACK = builtInPack();
const RULES: CustomsRules = { ...PACK, confirmed: new Set() };
/** A day on which a rule without dates is tried. */
const USUAL_DAY = '2026-11-22';

interface Tried {
  readonly name: string;
  readonly rule: CustomsRule;
  readonly lane: CustomsLane;
}
const TRIED: readonly Tried[] = PACK.lanes.flatMap((lane) =>
  lane.rules.filter((rule) => rule.effect.do !== 'engine').map((rule) => ({ name: rule.id, rule, lane })),
);
const DATED = TRIED.filter(({ rule }) => rule.validFrom !== null || rule.validTo !== null);
const LIMITED = TRIED.filter(({ rule }) => rule.condition.valueAtMost ?? rule.condition.valueAbove);

function speaks({ rule, lane }: Tried, day: string, shift = 0): boolean {
  const territory = rule.territories?.[0] ?? lane.territories[0] ?? 'NO';
  const { declaration, world } = provokeRule(rule, territory, day, shift);
  return checkDeclaration(declaration, RULES, world).some(({ ruleId }) => ruleId === rule.id);
}

function dayBeside(day: string, offset: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + offset * 86_400_000).toISOString().slice(0, 10);
}

function aDayInForce({ validFrom, validTo }: CustomsRule): string {
  if (validFrom !== null && USUAL_DAY < validFrom) return validFrom;
  return validTo !== null && USUAL_DAY > validTo ? validTo : USUAL_DAY;
}

describe('rule files', () => {
  it('are all part of the product, one per lane', () => {
    const files = readdirSync('resources/customs/rules').filter((file) => !['pack.json', 'words.json'].includes(file));
    expect(PACK.lanes.map(({ lane }) => `${lane === '*' ? 'base' : lane}.json`).toSorted()).toEqual(files.toSorted());
  });

  it('give each territory to one lane, with ids that begin with it', () => {
    const territories = PACK.lanes.flatMap((lane) => lane.territories);
    expect(new Set(territories).size).toBe(territories.length);
    for (const { rule, lane } of TRIED)
      expect(rule.id.startsWith(`${lane.lane === '*' ? 'base' : lane.lane.toLowerCase()}.`), rule.id).toBe(true);
  });

  it('hold every lane of the reference', () => {
    const wanted =
      'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE GB XI US CA AU JP KR TH VN MY ID PH SG BR MX CL TR SA AE RU IN NZ IC EA GG JE GP MQ GF RE YT IM AX IT-LIV IT-CAM DE-HELG DE-BUES';
    const territories = new Set(PACK.lanes.flatMap((lane) => lane.territories));
    expect(wanted.split(' ').filter((territory) => !territories.has(territory))).toEqual([]);
  });

  it('call each check, and each check has a parcel that provokes it', () => {
    const called = TRIED.flatMap(({ rule }) => (rule.effect.do === 'check' ? [rule.effect.check] : []));
    expect(Object.keys(CHECKS).filter((name) => !called.includes(name))).toEqual([]);
    expect(Object.keys(CHECKS).toSorted()).toEqual(Object.keys(PROVOKED_CHECKS).toSorted());
  });

  it('say in both languages what is wrong, with the same values, and what to do about what is not a fact', () => {
    const places = (text: string) => [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].toSorted().join();
    for (const { rule } of TRIED) {
      expect(places(rule.textEn), rule.id).toBe(places(rule.textZh));
      expect(rule.textZh, rule.id).toMatch(/\p{Script=Han}/u);
      expect(rule.fixEn === '', rule.id).toBe(rule.fixZh === '');
      if (rule.severity !== 'info') expect(rule.fixEn, rule.id).not.toBe('');
    }
  });

  it('leave no place in a text unfilled', () => {
    for (const { rule, lane } of TRIED) {
      const { declaration, world } = provokeRule(
        rule,
        rule.territories?.[0] ?? lane.territories[0] ?? 'NO',
        aDayInForce(rule),
      );
      for (const finding of checkDeclaration(declaration, RULES, world))
        expect(`${finding.textEn} ${finding.fixEn}`, finding.ruleId).not.toMatch(/\{\{|undefined|null|NaN|\(\)|  /);
    }
  });

  it('have limits that their currencies can have', () => {
    for (const { rule } of LIMITED)
      for (const limit of [rule.condition.valueAtMost, rule.condition.valueAbove])
        if (limit) expect(isWholeMinor(limit.amount, limit.currency), rule.id).toBe(true);
  });
});

describe('each rule', () => {
  it.each(TRIED)('$name speaks about a parcel made for it', (tried) => {
    expect(speaks(tried, aDayInForce(tried.rule))).toBe(true);
  });

  it.each(DATED)('$name holds on its first and its last day, not the day before or after', (tried) => {
    const { validFrom, validTo } = tried.rule;
    if (validFrom !== null)
      expect([dayBeside(validFrom, -1), validFrom, dayBeside(validFrom, 1)].map((day) => speaks(tried, day))).toEqual([
        false,
        true,
        validTo !== validFrom,
      ]);
    if (validTo !== null)
      expect([dayBeside(validTo, -1), validTo, dayBeside(validTo, 1)].map((day) => speaks(tried, day))).toEqual([
        validTo !== validFrom,
        true,
        false,
      ]);
  });

  it.each(LIMITED)('$name keeps its limit to the minor unit', (tried) => {
    const day = aDayInForce(tried.rule);
    const { valueAtMost, valueAbove } = tried.rule.condition;
    // provokeRule stands on "at most", or one minor unit above "above".
    if (valueAtMost) expect([-1, 0, 1].map((shift) => speaks(tried, day, shift))).toEqual([true, true, false]);
    else expect([-2, -1, 0].map((shift) => speaks(tried, day, shift))).toEqual([false, false, true]);
    if (valueAtMost && valueAbove) {
      const between = Math.round((Number(valueAtMost.amount) - Number(valueAbove.amount)) * 100);
      expect([-between, -between + 1].map((shift) => speaks(tried, day, shift))).toEqual([false, true]);
    }
  });
});

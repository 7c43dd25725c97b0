import { CHECKS } from '#core/customs/checks/all-checks.ts';
import type { CustomsHit, CustomsWorld } from '#core/customs/customs-check.ts';
import { checkIdNumber } from '#core/customs/id-numbers/check-id-number.ts';
import { isFilledIn } from '#core/customs/is-filled-in.ts';
import type { CustomsDeclaration, CustomsLine } from '#shared/model/customs.ts';
import type { CustomsRule, CustomsWords, RuleEffect } from '#shared/model/customs-rules.ts';

/** Where a rule whose condition holds finds something missing or wrong. Empty: all is well. */
export function applyEffect(
  rule: CustomsRule,
  lines: readonly number[],
  declaration: CustomsDeclaration,
  world: CustomsWorld,
  words: CustomsWords,
): readonly CustomsHit[] {
  const { effect, condition } = rule;
  switch (effect.do) {
    case 'engine':
      return [];
    case 'fact':
      return [{ path: 'territory' }];
    case 'refuse':
      return condition.flags || condition.batteries || condition.hsPrefixes || condition.notHsPrefixes
        ? lines.map((index) => lineHit(declaration, index, refusedPath(condition)))
        : [{ path: refusedParcelPath(condition) }];
    case 'field':
      return missingField(effect.field, lines, declaration);
    case 'number':
      return missingNumber(effect, declaration);
    case 'hs_digits':
      return onLines(declaration, lines, 'hsCodes', (line) =>
        line.hsCodes.some(({ scheme, code }) => effect.schemes.includes(scheme) && code.length >= effect.min),
      );
    case 'description':
      return onLines(declaration, lines, `descriptions.${effect.language}`, (line) =>
        isFilledIn(line.descriptions[effect.language] ?? ''),
      );
    case 'certificate':
      return onLines(declaration, lines, 'certificates', (line) =>
        line.certificates.some(({ kind, number }) => effect.kinds.includes(kind.toUpperCase()) && isFilledIn(number)),
      );
    case 'check':
      return (
        CHECKS[effect.check]?.find({
          declaration,
          world,
          words,
          limit(name) {
            const value = effect.limits[name];
            if (value === undefined) throw new Error(`rule ${rule.id} has no limit ${name}`);
            return value;
          },
        }) ?? []
      );
  }
}

function missingField(
  field: Extract<RuleEffect, { do: 'field' }>['field'],
  lines: readonly number[],
  declaration: CustomsDeclaration,
): readonly CustomsHit[] {
  const [place = '', name = ''] = field.split('.');
  if (place === 'lines' && name !== '')
    return onLines(declaration, lines, name, (line) => isFilledIn(readOwn(line, name)));
  const holder = name === '' ? declaration : readOwn(declaration, place);
  const value = readOwn(holder, name === '' ? place : name);
  return isFilledIn(value, name) ? [] : [{ path: field }];
}

/**
 * Without a number of the kinds: the first path that could hold one. With numbers, one in its right form is enough; else each wrong one is
 * named by the check of numbers, and this rule repeats none of them.
 */
function missingNumber(
  effect: Extract<RuleEffect, { do: 'number' }>,
  declaration: CustomsDeclaration,
): readonly CustomsHit[] {
  const given = effect.of
    .flatMap((place) => (place === 'importer' ? (declaration.importer?.numbers ?? []) : declaration[place].numbers))
    .filter((number) => effect.kinds.includes(number.kind) && isFilledIn(number.value));
  if (given.length === 0)
    return [{ path: `${effect.of[0]}.numbers.${effect.kinds[0]}`, data: { kinds: effect.kinds.join(', ') } }];
  // What only looks wrong has its own warning; it must not block here.
  const isOneRight = given.some(({ kind, value }) => {
    const { outcome, isSure } = checkIdNumber(kind, value);
    return !outcome.startsWith('wrong') || !isSure;
  });
  return isOneRight
    ? []
    : [{ path: `${effect.of[0]}.numbers.${given[0]?.kind}`, data: { kinds: effect.kinds.join(', ') } }];
}

function onLines(
  declaration: CustomsDeclaration,
  lines: readonly number[],
  name: string,
  isRight: (line: CustomsLine) => boolean,
): CustomsHit[] {
  return lines.flatMap((index) => {
    const line = declaration.lines[index];
    return line === undefined || isRight(line) ? [] : [lineHit(declaration, index, name)];
  });
}

function lineHit(declaration: CustomsDeclaration, index: number, name: string): CustomsHit {
  return { path: `lines.${index}.${name}`, data: { line: index + 1, sku: declaration.lines[index]?.skuCode || '-' } };
}

function refusedPath(condition: CustomsRule['condition']): string {
  if (condition.batteries) return 'battery';
  return condition.flags ? 'flags' : 'hsCodes';
}

function refusedParcelPath(condition: CustomsRule['condition']): string {
  if (condition.incoterms) return 'incoterm';
  if (condition.categories) return 'category';
  if (condition.valueAbove ?? condition.valueAtMost) return 'value';
  if (condition.isTaxPrepaid !== undefined) return 'isTaxPrepaid';
  if (condition.grossWeightAboveG !== undefined) return 'grossWeightG';
  return 'territory';
}

function readOwn(holder: unknown, name: string): unknown {
  return typeof holder === 'object' && holder !== null && Object.hasOwn(holder, name)
    ? Reflect.get(holder, name)
    : undefined;
}

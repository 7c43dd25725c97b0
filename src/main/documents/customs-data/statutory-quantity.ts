import { decimalKilograms } from '#core/weighing/format-kilograms.ts';
import type { CustomsLine } from '#shared/model/customs.ts';
import type { Ceb603Profile } from '#shared/model/customs-data.ts';

const KILOGRAM = '035';
const GRAM = '036';
const SAME = 'same';

interface StatutoryQuantity {
  readonly unit1: string;
  readonly qty1: string;
  readonly unit2: string;
  readonly qty2: string;
}

/**
 * The quantity in the units that the tariff asks for (法定单位): the unit that is sold, kilograms or grams of the net weight.
 * Null where nobody said which unit, or the goods cannot be counted in it: it is not guessed.
 */
export function statutoryQuantity(line: CustomsLine, profile: Ceb603Profile): StatutoryQuantity | null {
  const code = line.hsCodes.find(({ scheme }) => scheme === 'cn10')?.code ?? '';
  const rule = profile.statutoryUnits
    .filter(({ hsPrefix }) => code.startsWith(hsPrefix))
    .toSorted((a, b) => b.hsPrefix.length - a.hsPrefix.length)[0];
  const wanted1 = rule?.unit1 ?? profile.usualStatutoryUnit;
  if (wanted1 === '') return null;
  const unit1 = wanted1 === SAME ? line.unitCode : wanted1;
  const unit2 = rule?.unit2 ?? '';
  const qty1 = quantityIn(line, unit1);
  const qty2 = unit2 === '' ? '' : quantityIn(line, unit2);
  return qty1 === null || qty2 === null ? null : { unit1, qty1, unit2, qty2 };
}

function quantityIn(line: CustomsLine, unit: string): string | null {
  if (unit === line.unitCode) return String(line.quantity);
  if (line.netWeightG <= 0) return null;
  if (unit === KILOGRAM) return decimalKilograms(line.netWeightG);
  return unit === GRAM ? String(line.netWeightG) : null;
}

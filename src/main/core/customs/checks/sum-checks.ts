import { checkLines } from '#core/customs/checks/check-lines.ts';
import type { CustomsCheck } from '#core/customs/customs-check.ts';
import { formatDecimalAmount } from '#shared/model/money.ts';

/** What must add up (customs.md section 15). */
export const SUM_CHECKS = {
  'line-value': {
    limits: [],
    find: ({ declaration }) =>
      checkLines(declaration, 'valueMinor', (line) =>
        line.valueMinor === line.quantity * line.unitValueMinor
          ? null
          : {
              value: formatDecimalAmount(line.valueMinor, declaration.currency),
              product: formatDecimalAmount(line.quantity * line.unitValueMinor, declaration.currency),
            },
      ),
  },

  'net-over-gross': {
    limits: [],
    find({ declaration }) {
      const netG = declaration.lines.reduce((sum, line) => sum + line.netWeightG, 0);
      return declaration.grossWeightG > 0 && netG > declaration.grossWeightG
        ? [{ path: 'grossWeightG', data: { netG, grossG: declaration.grossWeightG } }]
        : [];
    },
  },

  'package-weights': {
    limits: [],
    find({ declaration }) {
      const { packages, grossWeightG } = declaration;
      const sumG = packages.reduce((sum, one) => sum + one.grossWeightG, 0);
      return packages.length > 0 && sumG !== grossWeightG
        ? [{ path: 'packages', data: { sumG, grossG: grossWeightG } }]
        : [];
    },
  },

  /** Each unit of the invoice lies in one package. */
  'package-contents': {
    limits: [],
    find({ declaration }) {
      const { lines, packages } = declaration;
      if (packages.length === 0) return [];
      const contents = packages.flatMap((one) => one.contents);
      const strangers = contents
        .filter(({ line }) => lines[line] === undefined)
        .map(({ line }) => ({ path: 'packages', data: { line: line + 1, sku: '?', packed: '?', invoiced: 0 } }));
      const wrong = checkLines(declaration, 'quantity', (line, index) => {
        const packed = contents.reduce((sum, one) => sum + (one.line === index ? one.quantity : 0), 0);
        return packed === line.quantity ? null : { packed, invoiced: line.quantity };
      });
      return [...strangers, ...wrong];
    },
  },
} as const satisfies Record<string, CustomsCheck>;

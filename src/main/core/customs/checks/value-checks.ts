import { checkLines } from '#core/customs/checks/check-lines.ts';
import { convertMoney } from '#core/customs/convert-money.ts';
import type { CustomsCheck } from '#core/customs/customs-check.ts';
import { isLowValueMode, valueInCny } from '#core/customs/export-paper.ts';
import { numbersOf } from '#core/customs/numbers-of.ts';
import { normalizeIdNumber } from '#core/customs/id-numbers/normalize-id-number.ts';
import { formatDecimalAmount } from '#shared/model/money.ts';

/** Whether values and terms are plausible (customs.md sections 7, 10, 15). */
export const VALUE_CHECKS = {
  /** Declared below what the buyer paid, by more than rounding and exchange explain. */
  'value-below-paid': {
    limits: ['tolerancePercent'],
    find: ({ declaration, world, limit }) =>
      checkLines(declaration, 'valueMinor', (line) => {
        if (line.paidMinor === null) return null;
        const paid = convertMoney(world, line.paidMinor, declaration.orderCurrency, declaration.currency);
        if (paid === null || line.valueMinor >= paid.amountMinor * (1 - limit('tolerancePercent') / 100)) return null;
        return {
          value: formatDecimalAmount(line.valueMinor, declaration.currency),
          paid: formatDecimalAmount(Math.round(paid.amountMinor), declaration.currency),
          currency: declaration.currency,
        };
      }),
  },

  /** The guard above is blind without a rate. */
  'paid-not-comparable': {
    limits: [],
    find({ declaration, world }) {
      const { orderCurrency: from, currency: to } = declaration;
      const isNeeded = declaration.lines.some((line) => line.paidMinor !== null);
      return isNeeded && convertMoney(world, 0, from, to) === null
        ? [{ path: `rates.${from}.${to}`, data: { from, to } }]
        : [];
    },
  },

  /** DDP means that the sender pays, every other term that the recipient does. */
  'incoterm-payer': {
    limits: [],
    find({ declaration }) {
      const payer = declaration.incoterm === 'DDP' ? 'sender' : 'recipient';
      return declaration.dutyPayer === payer ? [] : [{ path: 'dutyPayer', data: { incoterm: declaration.incoterm } }];
    },
  },

  /** 9710 and 9810 up to this value may be declared by list; papers are chosen by the same limit (paper-limits.ts). */
  'low-value-list': {
    limits: ['cny'],
    find({ declaration, world, limit }) {
      const value = isLowValueMode(declaration) ? valueInCny(declaration, world) : null;
      return value !== null && value.cny <= limit('cny')
        ? [{ path: 'supervisionMode', data: { mode: declaration.supervisionMode, limit: limit('cny') } }]
        : [];
    },
  },

  /** One IOSS number per consignment (P12). */
  'one-ioss': {
    limits: [],
    find({ declaration }) {
      const numbers = new Set(
        numbersOf(declaration)
          .filter(({ kind }) => kind === 'ioss')
          .map(({ value }) => normalizeIdNumber(value)),
      );
      return numbers.size > 1 ? [{ path: 'sender.numbers.ioss', data: { count: numbers.size } }] : [];
    },
  },

  /** Fee per distinct subheading: what the app counts is an estimate. */
  'item-fee': {
    limits: ['feeMinor'],
    find({ declaration, limit }) {
      const items = new Set(declaration.lines.map((line) => line.hsCodes[0]?.code.slice(0, 6) ?? '')).size;
      return [{ path: 'value', data: { items, fee: formatDecimalAmount(items * limit('feeMinor'), 'EUR') } }];
    },
  },
} as const satisfies Record<string, CustomsCheck>;

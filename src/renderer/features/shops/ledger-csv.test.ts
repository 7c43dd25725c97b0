import { expect, it } from 'vitest';
import { LEDGER_COLUMNS, ledgerRow } from '#renderer/features/shops/ledger-csv.ts';

it('puts one thing into each cell, so that a spreadsheet reads hours counted as numbers and not as a date', () => {
  const row = ledgerRow(
    {
      dayStartMs: 0,
      dayEndMs: 86_400_000,
      hours: 4,
      checkedHours: 3,
      platformCount: 9,
      localCount: 8,
      platformMinor: 503_710,
      localMinor: null,
      currency: 'CNY',
      missedCount: 1,
      openCount: 1,
      explainedCount: 0,
      isFinal: false,
      isInvestigated: true,
      madeAtMs: 0,
    },
    { shop: '演示店', day: '2026-11-30', isFinal: 'no' },
  );
  expect(row).toHaveLength(LEDGER_COLUMNS.length);
  expect(row.slice(0, 8)).toEqual(['演示店', '2026-11-30', '3', '4', '9', '8', '5037.10', '']);
  expect(row.some((cell) => cell.includes('/'))).toBe(false);
});

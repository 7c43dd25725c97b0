import { formatDecimalAmount } from '#shared/model/money.ts';
import type { DayReport } from '#shared/contract/sync.ts';

/** Columns of a month's file, by their names among the texts. */
export const LEDGER_COLUMNS = [
  'shop',
  'day',
  'hours',
  'hoursOf',
  'platform',
  'here',
  'platformAmount',
  'hereAmount',
  'currency',
  'missed',
  'openFindings',
  'explained',
  'final',
  'made',
] as const;

interface Names {
  readonly shop: string;
  readonly day: string;
  readonly isFinal: string;
}

/** One day in that order. Each cell is a name, a number or a time of its own: 4/4 would be the fourth of April to a spreadsheet. */
export function ledgerRow(report: DayReport, { shop, day, isFinal }: Names): string[] {
  const money = (minor: number | null): string => (minor === null ? '' : formatDecimalAmount(minor, report.currency));
  return [
    shop,
    day,
    String(report.checkedHours),
    String(report.hours),
    String(report.platformCount),
    String(report.localCount),
    money(report.platformMinor),
    money(report.localMinor),
    report.currency,
    String(report.missedCount),
    String(report.openCount),
    String(report.explainedCount),
    isFinal,
    new Date(report.madeAtMs).toISOString(),
  ];
}

import type { ReadDb } from '#main/db/handles.ts';

/** Units of `to` for one unit of `from`, as decimal text, of a day. */
export interface RateRow {
  readonly from: string;
  readonly to: string;
  readonly day: string;
  readonly rate: string;
  readonly source: string;
  readonly enteredAtMs: number;
  readonly enteredBy: string;
}

const COLUMNS =
  'from_currency AS "from", to_currency AS "to", day, rate, source, entered_at_ms AS enteredAtMs, entered_by AS enteredBy';

/** The newest rate of each pair up to a day; null: of any day. */
export function newestRates(db: ReadDb, upToDay: string | null = null): RateRow[] {
  return db
    .prepare<{ day: string | null }, RateRow>(
      `SELECT ${COLUMNS} FROM customs_rates AS one WHERE day = (
         SELECT max(day) FROM customs_rates AS other WHERE other.from_currency = one.from_currency AND other.to_currency = one.to_currency
           AND (@day IS NULL OR other.day <= @day))
       ORDER BY from_currency, to_currency`,
    )
    .all({ day: upToDay });
}

export function findRate(db: ReadDb, from: string, to: string, day: string): RateRow | undefined {
  return db
    .prepare<[string, string, string], RateRow>(
      `SELECT ${COLUMNS} FROM customs_rates WHERE from_currency = ? AND to_currency = ? AND day = ?`,
    )
    .get(from, to, day);
}

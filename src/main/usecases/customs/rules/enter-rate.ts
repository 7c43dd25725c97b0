import { data as currencies } from 'currency-codes';
import { daysBetween } from '#core/customs/days-between.ts';
import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { knownRate } from '#main/usecases/customs/rules/known-rate.ts';
import { findRate, newestRates } from '#main/usecases/customs/rules/rate-rows.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { UtcMs } from '#shared/model/time.ts';

export interface RateInput {
  readonly from: string;
  readonly to: string;
  readonly day: string;
  /** Decimal text, units of `to` for one unit of `from`. */
  readonly rate: string;
  /** Where it was read. */
  readonly source: string;
  /** The person looked at it again after it was called unlikely. */
  readonly isSure: boolean;
}

const CURRENCIES: ReadonlySet<string> = new Set(currencies.map(({ code }) => code));
const OLDEST_DAY = '2000-01-01';
/** More than this away from what is known is a slip of the decimal point or a rate turned round, until somebody says otherwise. */
const MOST_CHANGE = 1.25;
/** What one XDR has been worth, widely; for the first rate that anybody enters. */
const XDR_RANGE: Readonly<Record<string, readonly [number, number]>> = {
  USD: [0.9, 2],
  EUR: [0.8, 2],
  GBP: [0.6, 1.8],
  CNY: [6, 16],
  JPY: [80, 400],
};

/**
 * Enters a rate, or corrects the one of that day.
 * @throws AppError ERR_CUSTOMS_RATE_INVALID {field}, ERR_CUSTOMS_RATE_UNLIKELY {known}
 */
export function enterRate(context: UseCaseContext, act: Act, input: RateInput): void {
  context.db.transaction((tx) => writeRate(tx, act, context.clock.nowMs(), input));
}

/** As {@link enterRate}, inside a transaction. */
export function writeRate(tx: WriteTx, act: Act, atMs: UtcMs, input: RateInput): void {
  const field = whatIsInvalid(input, atMs);
  if (field !== null) throw new AppError('ERR_CUSTOMS_RATE_INVALID', { field, from: input.from, to: input.to });
  const { from, to, day, source } = input;
  const rate = input.rate.replace(/^0+(?=\d)/, '');
  if (!input.isSure) refuseUnlikely(tx, { ...input, rate });
  const before = findRate(tx, from, to, day)?.rate ?? null;
  tx.prepare<[string, string, string, string, string, number, string]>(
    'INSERT OR REPLACE INTO customs_rates (from_currency, to_currency, day, rate, source, entered_at_ms, entered_by) VALUES (?, ?, ?, ?, ?, ?, ?)',
  ).run(from, to, day, rate, source, atMs, act.actor.name);
  const data = { before, after: rate, day, source };
  recordAudit(tx, { atMs, act, what: 'customs_rules.rate', target: `${from}/${to}`, data });
  tx.changed('customs-rules');
}

function whatIsInvalid(input: RateInput, atMs: UtcMs): string | null {
  if (!CURRENCIES.has(input.from)) return 'from';
  if (!CURRENCIES.has(input.to) || input.to === input.from) return 'to';
  if (!/^\d{1,9}(\.\d{1,10})?$/.test(input.rate) || !(Number(input.rate) > 0)) return 'rate';
  const today = new Date(atMs).toISOString().slice(0, 10);
  const isDay = !Number.isNaN(Date.parse(input.day)) && new Date(input.day).toISOString().startsWith(input.day);
  // East of Greenwich tomorrow has begun.
  if (!isDay || input.day < OLDEST_DAY || daysBetween(today, input.day) > 1) return 'day';
  return null;
}

function refuseUnlikely(tx: WriteTx, input: RateInput): void {
  const { from, to } = input;
  const known = knownRate(newestRates(tx), from, to);
  const entered = Number(input.rate);
  if (known !== null) {
    const factor = entered / known.rate;
    if (factor > MOST_CHANGE || factor < 1 / MOST_CHANGE)
      throw new AppError('ERR_CUSTOMS_RATE_UNLIKELY', { from, to, rate: input.rate, known: known.rate.toPrecision(6) });
    return;
  }
  const range = from === 'XDR' ? XDR_RANGE[to] : undefined;
  if (range && (entered < range[0] || entered > range[1]))
    throw new AppError('ERR_CUSTOMS_RATE_UNLIKELY', {
      from,
      to,
      rate: input.rate,
      known: `${range[0]} ... ${range[1]}`,
    });
}

import { meaningOfStatus } from '#core/customs/clearance-statuses.ts';
import { cleanProse } from '#core/orders/clean-text.ts';
import type { ReadDb } from '#main/db/handles.ts';
import { matchNumber } from '#main/usecases/customs/data/match-number.ts';
import type { NewOutcome } from '#main/usecases/customs/data/outcome-rows.ts';
import { zonedInstant } from '#main/usecases/customs/data/zoned-day.ts';
import { readAmount, unwrapCell } from '#main/usecases/imports/read-cell.ts';
import type { Problem } from '#shared/contract/common.ts';
import { RESULT_FIELDS } from '#shared/contract/customs-data.ts';
import type { ResultMapping, ResultMeanings } from '#shared/contract/customs-data.ts';
import { CurrencyCode } from '#shared/model/money.ts';
import { parseFixedOffset, parseIsoInstant } from '#shared/model/time.ts';

export type ResultRow =
  | { readonly state: 'ready'; readonly outcome: NewOutcome }
  | { readonly state: 'ignored' | 'error'; readonly problem: Problem };

export interface ResultReading {
  readonly headers: readonly string[];
  readonly mapping: ResultMapping;
  readonly meanings: ResultMeanings;
  readonly zone: string;
}

/** Code of a receipt's text: `[Code:2600;Desc:...]` (CEB604). */
const RECEIPT = /^\[Code:([^;\]]{1,40});Desc:([\s\S]*)\]$/;
/** China's clock, which customs writes compact times by. */
const CHINA_MINUTES = 480;

/** One row of a file as a result of a parcel, or what is wrong with it. */
export function readResultRow(db: ReadDb, cells: readonly string[], reading: ResultReading): ResultRow {
  const values = new Map(
    RESULT_FIELDS.map((field) => {
      const header = reading.mapping[field];
      const cell = header === undefined ? '' : (cells[reading.headers.indexOf(header)] ?? '');
      return [field, cleanProse(unwrapCell(cell))] as const;
    }),
  );
  const value = (field: (typeof RESULT_FIELDS)[number]): string => values.get(field) ?? '';
  const status = value('result');
  const meaning = meaningOfStatus(status, reading.meanings);
  if (meaning === null) return refused('ERR_CUSTOMS_RESULT_STATUS_UNMAPPED', { status: status.slice(0, 60) });
  const matched = matchNumber(db, value('number'));
  if ('problem' in matched) return { state: 'error', problem: matched.problem };
  if (meaning === 'ignore')
    return { state: 'ignored', problem: { code: 'ERR_CUSTOMS_RESULT_STATUS_ON_THE_WAY', data: { status } } };
  const atMs = value('at') === '' ? null : instantOf(value('at'), reading.zone);
  if (value('at') !== '' && atMs === null) return invalid('at', value('at'));
  const cost = costOf(value('cost'), value('currency'));
  if (cost === null) return invalid('cost', `${value('cost')} ${value('currency')}`);
  const receipt = RECEIPT.exec(value('reason_text'));
  return {
    state: 'ready',
    outcome: {
      ...matched.parcel,
      territory: value('territory').slice(0, 8) || destinationOf(db, matched.parcel.orderId),
      result: meaning,
      reasonCode: (value('reason_code') || (receipt?.[1] ?? '')).slice(0, 40),
      reasonText: (receipt?.[2] ?? value('reason_text')).slice(0, 400),
      ...cost,
      atMs,
    },
  };
}

/** Where an order goes, for results that do not say it. */
export function destinationOf(db: ReadDb, orderId: string): string {
  return db.pluck<[string], string>('SELECT country FROM order_recipients WHERE order_id = ?').get(orderId) ?? '';
}

/** Nothing, or an amount that has its currency; null for anything else. */
function costOf(text: string, currency: string): Pick<NewOutcome, 'costMinor' | 'costCurrency'> | null {
  if (text === '') return { costMinor: null, costCurrency: null };
  const code = CurrencyCode.safeParse(currency.toUpperCase());
  if (!code.success) return null;
  const minor = readAmount(text, code.data);
  return minor === null ? null : { costMinor: minor, costCurrency: code.data };
}

/** Times with an offset as they are; compact ones of customs on China's clock; all others on the warehouse's. */
function instantOf(text: string, zone: string): number | null {
  const compact = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})\d{0,3}$/.exec(text);
  if (compact) {
    const [year, month, day, hour, minute, second] = compact.slice(1);
    return parseFixedOffset(`${year}-${month}-${day} ${hour}:${minute}:${second}`, CHINA_MINUTES);
  }
  return parseIsoInstant(text) ?? zonedInstant(text, zone);
}

function refused(code: Problem['code'], data: Problem['data']): ResultRow {
  return { state: 'error', problem: { code, data } };
}

function invalid(field: string, value: string): ResultRow {
  return refused('ERR_CUSTOMS_RESULT_VALUE_INVALID', { field, value: value.slice(0, 60) });
}

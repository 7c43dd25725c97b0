import { afterEach, beforeEach, expect, it } from 'vitest';
import { readBoard } from '#main/usecases/customs/board/read-board.ts';
import { draftTo, openDeskBed } from '#tests/support/customs/desk-bed.ts';
import { START_MS } from '#tests/support/use-case-bed.ts';

let bed: ReturnType<typeof openDeskBed>;
beforeEach(() => {
  bed = openDeskBed();
});
afterEach(() => bed.close());

const outcome = (
  id: string,
  orderId: string,
  result: string,
  atMs: number,
  about: { reason?: string; costMinor?: number; removed?: boolean } = {},
): void =>
  bed.context.db.transaction((tx) => {
    tx.prepare<(string | number | null)[]>(
      `INSERT INTO customs_outcomes (id, order_id, shipment_id, territory, result, reason_code, reason_text, cost_minor, cost_currency, at_ms, source, raw,
         recorded_by, recorded_at_ms, removed_at_ms) VALUES (?, ?, NULL, 'BR', ?, ?, '', ?, ?, ?, 'manual', '', 'test', ?, ?)`,
    ).run(
      id,
      orderId,
      result,
      about.reason ?? '',
      about.costMinor ?? null,
      about.costMinor === undefined ? null : 'USD',
      atMs,
      atMs,
      about.removed ? atMs : null,
    );
  });

it('counts each parcel once, with the last thing that customs said of it, and only within the period', () => {
  bed.addSku('A', 10);
  bed.intake(['B1', 'B2', 'B3'].map((number) => draftTo('BR', number, 'A')));
  bed.judge();
  const id = (number: string) => bed.order(number)?.id ?? '';
  outcome('o1', id('B1'), 'held', START_MS, { reason: 'no CPF', costMinor: 500 });
  outcome('o2', id('B1'), 'cleared', START_MS + 1000);
  outcome('o3', id('B2'), 'refused', START_MS, { reason: 'vague words' });
  outcome('o4', id('B3'), 'returned', START_MS - 90_000_000, { costMinor: 900 });
  outcome('o5', id('B3'), 'refused', START_MS, { removed: true });

  const board = readBoard(bed.context.read, START_MS - 60_000_000, START_MS + 60_000);
  expect(board.goalPerMille).toBe(992);
  expect(board.clearance).toEqual([{ territory: 'BR', cleared: 1, refused: 1, held: 0, returned: 0 }]);
  expect(board.reasons).toEqual([{ reason: 'vague words', result: 'refused', parcels: 1 }]);
  expect(board.costs).toEqual([{ currency: 'USD', minor: 500 }]);
});

it('shows where which fields are missing, and how many orders were complete at once', () => {
  bed.describeGoods(bed.addSku('A', 10));
  bed.addSku('B', 10);
  bed.saveSender();
  bed.intake([draftTo('ZA', 'Z1', 'A'), draftTo('ZA', 'Z2', 'B'), draftTo('BR', 'B1', 'A')]);
  bed.judge();
  const { desk, heat } = readBoard(bed.context.read, 0, START_MS + 60_000);
  expect(desk).toEqual([
    { territory: 'ZA', orders: 2, atOnce: 1, blocked: 1, overridden: 0 },
    { territory: 'BR', orders: 1, atOnce: 0, blocked: 1, overridden: 0 },
  ]);
  expect(heat).toContainEqual({ territory: 'ZA', field: 'lines.hsCodes', orders: 1 });
  expect(heat).toContainEqual({ territory: 'BR', field: 'recipient.numbers.cpf', orders: 1 });
});

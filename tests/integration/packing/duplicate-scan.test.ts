import { afterAll, beforeAll, expect, it } from 'vitest';
import { STATION_ID } from '#main/app/station-id.ts';
import { scanCode } from '#main/usecases/packing/scan-code.ts';
import { OPERATOR, startWorkstationBed } from '#tests/support/workstation-bed.ts';
import type { WorkstationBed } from '#tests/support/workstation-bed.ts';

let bed: WorkstationBed;

beforeAll(async () => {
  bed = await startWorkstationBed(40);
});

afterAll(() => bed.stop());

/** An order with at least two units of one SKU, open on the table. */
function openOrderWithTwin(): string {
  const row = bed.read
    .prepare<[], { number: string }>(
      `SELECT o.external_number AS number FROM orders o JOIN order_lines l ON l.order_id = o.id
       WHERE o.status = 'ready_to_pack' AND l.quantity >= 2 LIMIT 1`,
    )
    .get();
  bed.scan(row?.number ?? '');
  return bed.state().lines.find((line) => line.dueQuantity >= 2)?.barcodes[0] ?? '';
}

const WINDOW = { duplicateMs: 60_000 };
const scan = (code: string, options = WINDOW) => scanCode(bed.services.context, OPERATOR, STATION_ID, code, options);
const counted = (code: string): number =>
  bed.state().lines.find((line) => line.barcodes.includes(code))?.scannedQuantity ?? 0;

it('asks about an item that is read twice in a moment, and counts it once until the operator says so', () => {
  const code = openOrderWithTwin();
  expect(scan(code).verdict).toMatch(/item_accepted|order_complete/);
  expect(scan(code)).toMatchObject({ verdict: 'duplicate', problem: { code: 'ERR_PACKING_DUPLICATE_SCAN' } });
  // A scanner that fires on is still the same reading.
  expect(scan(code).verdict).toBe('duplicate');
  expect(counted(code)).toBe(1);
  expect(scan(code, { duplicateMs: 0 }).verdict).toMatch(/item_accepted|order_complete/);
  expect(counted(code)).toBe(2);
});

it('does not ask about another code, nor about a scan that was refused', () => {
  expect(scan('6900000000012').verdict).toBe('unknown');
  expect(scan('6900000000012').verdict).toBe('unknown');
});

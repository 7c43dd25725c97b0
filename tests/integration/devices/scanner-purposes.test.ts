import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BadgeTickets } from '#main/app/badge-tickets.ts';
import { scansToday } from '#main/app/scans-today.ts';
import { takeScan } from '#main/app/take-scan.ts';
import { scanCode } from '#main/usecases/packing/scan-code.ts';
import { viewStation } from '#main/usecases/packing/view-station.ts';
import { SCANNER_PURPOSES, ScannerNews } from '#shared/contract/scanner-news.ts';
import type { ScannerPurpose } from '#shared/contract/scanner-news.ts';
import type { LiveEvent } from '#shared/contract/live-event.ts';
import { SYSTEM_ACT, openUseCaseBed, paidDraft } from '#tests/support/use-case-bed.ts';

const STATION = 'st1';
const POLICY = { tolerance: { perMille: 0, minimumG: 10 }, packagingG: 0 };

describe('what a scanner is for', () => {
  let bed: ReturnType<typeof openUseCaseBed>;
  beforeEach(() => {
    bed = openUseCaseBed();
    bed.addSku('CUP', 20);
    bed.intake([paidDraft('T1', 'CUP', 2)]);
  });
  afterEach(() => bed.close());

  function scan(purpose: ScannerPurpose, code: string): LiveEvent | undefined {
    const told: LiveEvent[] = [];
    const live = { publish: (event: LiveEvent) => void told.push(event) };
    const scanner = { deviceId: `for-${purpose}`, stationId: STATION, prefix: '~A', purpose };
    takeScan(bed.context, live, new BadgeTickets(bed.clock), { ...scanner, code: `~A${code}` });
    return told.find(({ topic, id }) => topic === 'scan' && id === STATION);
  }

  const newsOf = (purpose: ScannerPurpose, code: string) => ScannerNews.parse(scan(purpose, code)?.data);
  const table = () => viewStation(bed.context.read, STATION, POLICY, 0);

  it('only one for packing opens an order', () => {
    for (const purpose of SCANNER_PURPOSES.filter((known) => known !== 'packing')) {
      scan(purpose, 'T1');
      expect([purpose, table().phase]).toEqual([purpose, 'idle']);
    }
    scan('packing', 'T1');
    expect(table().phase).toBe('items');
  });

  it('one for stock finds the article by any of its codes and counts nothing into the open box', () => {
    scan('packing', 'T1');
    expect(newsOf('stock', '690CUP')).toEqual({ answer: 'stock', code: '690CUP', skuCode: 'CUP' });
    expect(newsOf('stock', 'CUP')).toMatchObject({ answer: 'stock', skuCode: 'CUP' });
    expect(table().lines.map((line) => line.scannedQuantity)).toEqual([0]);
    expect(newsOf('stock', 'T1')).toMatchObject({ answer: 'refused', problem: { code: 'ERR_PACKING_CODE_UNKNOWN' } });
  });

  it('one for orders finds the order, also that of the box on the table, which stays as it is', () => {
    scan('packing', 'T1');
    expect(newsOf('orders', 'T1')).toEqual({ answer: 'order', code: 'T1', orderId: bed.order('T1')?.id });
    expect(newsOf('orders', '690CUP')).toMatchObject({ answer: 'refused' });
    expect(table().phase).toBe('items');
  });

  it.each(['PB:CANCEL', 'PB:SKIP', 'PB:DANCE'])('none but those for packing take %s', (command) => {
    scan('packing', 'T1');
    for (const purpose of ['labels', 'orders', 'stock'] as const)
      expect(newsOf(purpose, command)).toMatchObject({ problem: { code: 'ERR_SCANNER_NOT_FOR_COMMANDS' } });
    expect(table().phase).toBe('items');
  });

  it('a badge signs in through any of them, and is kept nowhere', () => {
    expect(scan('stock', 'PB:ID:0123456789ABCDEF')?.data?.['verdict']).toBe('badge');
    // Torn, it is no badge any more, but still most of the secret.
    scan('stock', 'PB:ID:0123456789AB');
    const kept = bed.context.read.prepare<[], unknown>('SELECT * FROM pack_scans').all();
    expect(JSON.stringify(kept)).not.toContain('0123456789');
  });

  it('each counts its own scans, and none of them comes between two scans of a table', () => {
    scanCode(bed.context, SYSTEM_ACT, STATION, 'T1');
    scanCode(bed.context, SYSTEM_ACT, STATION, '690CUP', { duplicateMs: 300 });
    scan('stock', '690CUP');
    scan('stock', 'NOBODY-KNOWS');
    const again = scanCode(bed.context, SYSTEM_ACT, STATION, '690CUP', { duplicateMs: 300 });
    expect(again.verdict).toBe('duplicate');
    expect(scansToday(bed.context.read, 'for-stock', 0)).toEqual({
      scans: { total: 2, refused: 1 },
      lastCode: 'NOBODY-KNOWS',
    });
  });
});

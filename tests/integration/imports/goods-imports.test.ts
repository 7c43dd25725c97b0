import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openImportBed } from '#tests/integration/imports/support/import-bed.ts';
import type { ImportBed } from '#tests/integration/imports/support/import-bed.ts';
import { workbook } from '#tests/integration/imports/support/workbook.ts';
import { discardPreview, forgetPreviews } from '#main/usecases/imports/forget-previews.ts';
import { startImport } from '#main/usecases/imports/start-import.ts';
import { listDrafts, listImports, viewDraft, viewImport } from '#main/usecases/imports/view-imports.ts';
import { readLedger } from '#main/usecases/stock/manage-stock.ts';
import { paidDraft, SYSTEM_ACT } from '#tests/support/use-case-bed.ts';

const HEADER = 'SKU,Title,Barcode,Weight,Quantity,Place,Origin';
const file = (...rows: readonly string[]) => [HEADER, ...rows].join('\n');

describe('goods from a file', () => {
  let bed: ImportBed;
  beforeEach(() => {
    bed = openImportBed();
  });
  afterEach(() => bed.closeBooks());

  it('come in with their barcodes, weight and what was counted', async () => {
    await bed.take('skus', file('CUP,Tea cup,6901|6902,0.32 kg,12,A-01,中国'));
    expect(bed.sku('CUP')).toMatchObject({ title: 'Tea cup', weight_g: 320, location: 'A-01', retired_at_ms: null });
    expect(bed.barcodes('CUP')).toEqual(['6901', '6902']);
    expect(bed.levelOf('CUP')).toEqual({ on_hand: 12, reserved: 0 });
  });

  it('are counted in the ledger under the name of their file', async () => {
    const { importId } = await bed.preview('skus', file('CUP,Tea cup,6901,,12,,'), { fileName: 'autumn.csv' });
    await bed.apply(importId);
    const { movements } = readLedger(bed.context.read, bed.sku('CUP')?.id ?? '');
    expect(movements).toMatchObject([{ kind: 'counted', onHandDelta: 12, note: 'autumn.csv' }]);
  });

  it('come in from a workbook, long barcodes whole', async () => {
    const sheet = workbook([
      ['SKU', 'Title', 'Barcode', 'Quantity'],
      ['CUP', 'Tea cup', 6_901_234_567_890, 12],
    ]);
    await bed.take('skus', sheet);
    expect(bed.barcodes('CUP')).toEqual(['6901234567890']);
  });

  it.each([
    ['a negative count', 'CUP,Tea cup,,,-1,,', 'ERR_IMPORT_VALUE_INVALID'],
    ['a weight that is no weight', 'CUP,Tea cup,,heavy,1,,', 'ERR_IMPORT_VALUE_INVALID'],
    ['no code', '\u200B,Tea cup,,,1,,', 'ERR_IMPORT_VALUE_MISSING'],
    ['no title', 'CUP,,,,1,,', 'ERR_IMPORT_VALUE_MISSING'],
    ['a rounded barcode', 'CUP,Tea cup,6.90123E+12,,1,,', 'ERR_IMPORT_DIGITS_LOST'],
    ['an origin that is no country', 'CUP,Tea cup,,,1,,Zhejiang', 'ERR_IMPORT_VALUE_INVALID'],
  ])('refuse a row with %s and take the others', async (_name, row, code) => {
    const { importId } = await bed.preview('skus', file(row, 'POT,Pot,,,3,,'));
    expect(bed.problems(importId)).toEqual({ 2: code });
    expect(await bed.apply(importId)).toMatchObject({ appliedCount: 1, errorCount: 1 });
    expect(bed.levelOf('POT')).toEqual({ on_hand: 3, reserved: 0 });
  });

  it('say all that is wrong with a row, each cell by its field', async () => {
    const { importId, rows } = await bed.preview('skus', file(',,6.90123E+12,heavy,-1,,Zhejiang', 'POT,Pot,,,3,,'));
    expect(rows()[0]?.problems.map(({ data }) => data['field'])).toEqual([
      'code',
      'title',
      'weight_g',
      'on_hand',
      'barcode',
      'origin_country',
    ]);
    expect(viewImport(bed.context.read, importId)).toMatchObject({ rowCount: 2, errorCount: 1 });
  });

  it('that were only looked at are no imports, and are forgotten after a day', async () => {
    const { importId } = await bed.preview('skus', file('CUP,Cup,,,1,,'));
    const kept = await bed.take('skus', file('POT,Pot,,,3,,'));
    expect(listImports(bed.context.read).map(({ id }) => id)).toEqual([kept]);
    bed.clock.atMs += 86_000_000;
    await forgetPreviews(bed.context);
    expect(viewImport(bed.context.read, importId).state).toBe('previewed');
    bed.clock.atMs += 1_000_000;
    await forgetPreviews(bed.context);
    expect(() => viewImport(bed.context.read, importId)).toThrow('ERR_IMPORT_UNKNOWN');
    expect(bed.context.read.pluck<[], string>('SELECT DISTINCT import_id FROM import_rows').all()).toEqual([kept]);
  });

  it('that were only looked at are there for whoever comes back, and go when they are thrown away', async () => {
    const { importId, headers } = await bed.preview('skus', file('CUP,Cup,,,1,,', 'POT,Pot,,heavy,3,,'));
    expect(listDrafts(bed.context.read)).toMatchObject([{ id: importId, rowCount: 2, errorCount: 1 }]);
    const draft = viewDraft(bed.context.read, importId);
    expect(draft).toMatchObject({ headers, encoding: 'utf-8', template: 'none' });
    expect(draft.rows.map(({ state }) => state)).toEqual(['ready', 'error']);
    await discardPreview(bed.context, importId);
    expect(listDrafts(bed.context.read)).toEqual([]);
    expect(() => viewDraft(bed.context.read, importId)).toThrow('ERR_IMPORT_UNKNOWN');
    expect(bed.context.read.pluck<[], number>('SELECT COUNT(*) FROM import_rows').get()).toBe(0);
  });

  it('that were applied can no longer be thrown away', async () => {
    const applied = await bed.take('skus', file('POT,Pot,,,3,,'));
    expect(listDrafts(bed.context.read)).toEqual([]);
    await expect(discardPreview(bed.context, applied)).rejects.toThrow('ERR_IMPORT_ALREADY_APPLIED');
    expect(viewImport(bed.context.read, applied)).toMatchObject({ state: 'applied', appliedCount: 1 });
  });

  it('are not applied by halves while they are being forgotten', async () => {
    const rows = Array.from({ length: 1_200 }, (_, index) => `CUP-${index},Cup,,,1,,`);
    const { importId } = await bed.preview('skus', file(...rows));
    bed.clock.atMs += 87_000_000;
    const forgotten = forgetPreviews(bed.context);
    expect(() => startImport(bed.context, SYSTEM_ACT, importId)).toThrow('ERR_IMPORT_RUNNING');
    await forgotten;
    expect(() => viewImport(bed.context.read, importId)).toThrow('ERR_IMPORT_UNKNOWN');
    expect(bed.sku('CUP-0')).toBeUndefined();
  });

  it('are not counted by two rows that disagree, and may have one barcode a row', async () => {
    const { importId } = await bed.preview(
      'skus',
      file('CUP,Cup,6901,,3,,', 'CUP,Cup,6902,,3,,', 'POT,Pot,,,3,,', 'P\u200BOT,Pot,,,4,,', 'CUP,Cup,6902,,3,,'),
    );
    expect(bed.problems(importId)).toEqual({ 5: 'ERR_IMPORT_ROW_REPEATED', 6: 'ERR_IMPORT_ROW_REPEATED' });
    await bed.apply(importId);
    expect(bed.barcodes('CUP')).toEqual(['6901', '6902']);
    expect(bed.levelOf('CUP')).toEqual({ on_hand: 3, reserved: 0 });
    await bed.undo(importId);
    expect(bed.barcodes('CUP')).toEqual([]);
    expect(bed.levelOf('CUP')).toEqual({ on_hand: 0, reserved: 0 });
    expect(bed.sku('CUP')?.retired_at_ms).not.toBeNull();
  });

  it('do not take the barcode of other goods', async () => {
    await bed.take('skus', file('CUP,Cup,6901,,3,,'));
    const importId = await bed.take('skus', file('POT,Pot,6901,,3,,', 'TRAY,Tray,6903,,1,,'));
    expect(bed.problems(importId)).toEqual({ 2: 'ERR_STOCK_BARCODE_TAKEN' });
    expect(bed.sku('POT')).toBeUndefined();
    expect(bed.levelOf('TRAY')).toEqual({ on_hand: 1, reserved: 0 });
  });

  it('cannot be counted below what is promised', async () => {
    await bed.take('skus', file('CUP,Cup,,,5,,'));
    bed.intake([paidDraft('T1', 'CUP', 4)]);
    const importId = await bed.take('skus', file('CUP,Renamed,,,3,,'));
    expect(bed.problems(importId)).toEqual({ 2: 'ERR_STOCK_SHORT' });
    expect(bed.sku('CUP')?.title).toBe('Cup');
    expect(bed.levelOf('CUP')).toEqual({ on_hand: 5, reserved: 4 });
  });

  it('serve the orders that waited for them', async () => {
    bed.intake([paidDraft('T1', 'CUP', 4)]);
    expect(bed.order('T1')?.status).toBe('on_hold');
    await bed.take('skus', file('CUP,Cup,,,5,,'));
    expect(bed.order('T1')?.status).toBe('ready_to_pack');
  });

  it('reach an order behind any number of others that wait for something else', async () => {
    bed.intake(Array.from({ length: 600 }, (_, index) => paidDraft(`W${index}`, 'NEVER', 1)));
    bed.intake([paidDraft('T1', 'CUP', 1)]);
    await bed.take('skus', file('CUP,Cup,,,5,,'));
    expect(bed.order('T1')?.status).toBe('ready_to_pack');
  });

  it('get their former values and counts when the import is undone', async () => {
    await bed.take('skus', file('CUP,Cup,6901,300,5,A-01,'));
    const second = await bed.take('skus', file('CUP,Cup two,6902,350,8,B-02,', 'POT,Pot,6903,,2,,'));
    await bed.undo(second);
    expect(bed.sku('CUP')).toMatchObject({ title: 'Cup', weight_g: 300, location: 'A-01', retired_at_ms: null });
    expect(bed.barcodes('CUP')).toEqual(['6901']);
    expect(bed.levelOf('CUP')).toEqual({ on_hand: 5, reserved: 0 });
    expect(bed.sku('POT')?.retired_at_ms).not.toBeNull();
    await expect(bed.undo(second)).rejects.toThrow('ERR_IMPORT_NOT_UNDOABLE');
  });

  it('stay, all of the file, when stock of one is promised', async () => {
    const importId = await bed.take('skus', file('POT,Pot,,,2,,', 'CUP,Cup,,,5,,'));
    bed.intake([paidDraft('T1', 'CUP', 1)]);
    await expect(bed.undo(importId)).rejects.toThrow('ERR_IMPORT_NOT_UNDOABLE');
    expect(bed.levelOf('POT')).toEqual({ on_hand: 2, reserved: 0 });
    expect(bed.sku('POT')?.retired_at_ms).toBeNull();
  });

  it('are undone in the order in which they came', async () => {
    const first = await bed.take('skus', file('CUP,Cup,,,5,,'));
    const second = await bed.take('skus', file('CUP,Cup two,,,7,,'));
    await expect(bed.undo(first)).rejects.toThrow('ERR_IMPORT_NOT_UNDOABLE');
    await bed.undo(second);
    await bed.undo(first);
    expect(bed.levelOf('CUP')).toEqual({ on_hand: 0, reserved: 0 });
  });

  it('are unknown to orders after the undo, and known again when the file comes once more', async () => {
    await bed.undo(await bed.take('skus', file('CUP,Cup,6901,300,5,A-01,')));
    bed.intake([paidDraft('T1', 'CUP', 1)]);
    expect(bed.order('T1')?.status).toBe('on_hold');
    const again = await bed.take('skus', 'SKU,Title,Quantity\nCUP,Cup,5');
    expect(bed.sku('CUP')).toMatchObject({ weight_g: null, location: '', retired_at_ms: null });
    expect(bed.order('T1')?.status).toBe('ready_to_pack');
    await expect(bed.undo(again)).rejects.toThrow('ERR_IMPORT_NOT_UNDOABLE');
  });

  it('retire again when the second import is undone too', async () => {
    await bed.undo(await bed.take('skus', file('CUP,Cup,6901,300,5,A-01,')));
    await bed.undo(await bed.take('skus', file('CUP,Cup,6901,300,5,A-01,')));
    expect(bed.sku('CUP')?.retired_at_ms).not.toBeNull();
    expect(bed.barcodes('CUP')).toEqual([]);
    expect(bed.levelOf('CUP')).toEqual({ on_hand: 0, reserved: 0 });
  });
});

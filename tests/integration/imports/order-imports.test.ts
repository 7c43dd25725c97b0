import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listDoubtfulRows, viewImport } from '#main/usecases/imports/view-imports.ts';
import { openParcel } from '#main/usecases/packing/open-parcel.ts';
import { ORDER_HEADER, openImportBed, orderFile, orderRow } from '#tests/integration/imports/support/import-bed.ts';
import type { ImportBed } from '#tests/integration/imports/support/import-bed.ts';
import { START_MS, SYSTEM_ACT, paidDraft } from '#tests/support/use-case-bed.ts';

describe('orders from a file', () => {
  let bed: ImportBed;
  beforeEach(() => {
    bed = openImportBed();
    bed.addSku('CUP', 10);
    bed.addSku('POT', 5);
  });
  afterEach(() => bed.closeBooks());

  it('come in ready to pack, several rows as one order, and nothing before they are applied', async () => {
    const { importId } = await bed.preview(
      'orders',
      orderFile(orderRow('E-1'), orderRow('E-1', 'POT', 2, '20.5'), orderRow('E-2')),
    );
    expect(bed.count('orders')).toBe(0);
    expect(await bed.apply(importId)).toMatchObject({ state: 'applied', rowCount: 3, appliedCount: 3, errorCount: 0 });
    expect(bed.order('E-1')).toMatchObject({ status: 'ready_to_pack', payment: 'paid' });
    expect(bed.lines('E-1')).toMatchObject([
      { sku_code: 'CUP', quantity: 1, paid_minor: 9_800, reserved_quantity: 1 },
      { sku_code: 'POT', quantity: 2, paid_minor: 4_100, reserved_quantity: 2 },
    ]);
    expect(bed.levelOf('CUP')).toEqual({ on_hand: 10, reserved: 2 });
    expect(bed.eventTypes(bed.order('E-1')?.id ?? '')).toEqual(['order.received', 'stock.reserved']);
  });

  it('tells before it is applied whose phone does not look like one, and takes the order all the same', async () => {
    const phones = ['13800138000', 'not-a-phone 诸葛', '138****8000'];
    const rows = phones.map((phone, index) => orderRow(`E-${index}`).replace('13800138000', phone));
    const { importId, rows: seen } = await bed.preview('orders', orderFile(...rows));
    expect(viewImport(bed.context.read, importId)).toMatchObject({ errorCount: 0, doubtCount: 1 });
    expect(seen().map(({ doubts }) => doubts)).toEqual([[], ['phone_doubtful'], []]);
    expect(listDoubtfulRows(bed.context.read, importId).map(({ rowNumber }) => rowNumber)).toEqual([3]);
    expect(await bed.apply(importId)).toMatchObject({ appliedCount: 3, errorCount: 0 });
  });

  it('are one order behind zero-width characters and full-width digits', async () => {
    await bed.take(
      'orders',
      orderFile(orderRow('E-100', 'CUP'), orderRow('E-1\u200B00', 'POT'), orderRow('Ｅ-１００', 'CU\uFEFFP', '２')),
    );
    expect(bed.count('orders')).toBe(1);
    expect(bed.lines('E-100').map((line) => [line.sku_code, line.due])).toEqual([
      ['CUP', 1],
      ['POT', 1],
      ['CUP', 2],
    ]);
  });

  it('take name and address from their first row when the others leave them blank', async () => {
    await bed.take('orders', orderFile(orderRow('E-1'), '"E-1","POT","2","20","","","","","",""'));
    expect(bed.lines('E-1').map((line) => line.due)).toEqual([1, 2]);
  });

  it('understand numbers that exports protect from spreadsheets', async () => {
    await bed.take(
      'orders',
      orderFile(orderRow('="000123"'), orderRow("'2000000000000000001"), orderRow('\t2000000000000000002')),
    );
    expect(['000123', '2000000000000000001', '2000000000000000002'].map((number) => bed.order(number)?.status)).toEqual(
      ['ready_to_pack', 'ready_to_pack', 'ready_to_pack'],
    );
  });

  it.each([
    ['1,299.00', 129_900],
    ['￥199', 19_900],
    ['¥ 1,299.5', 129_950],
    ['199元', 19_900],
    ['CNY 12', 1_200],
    ['０.5０', 50],
    ['', 0],
  ])('read the price %s', async (price, minor) => {
    await bed.take('orders', orderFile(orderRow('E-1', 'CUP', 1, price)));
    expect(bed.lines('E-1')[0]?.paid_minor).toBe(minor);
  });

  it.each([
    ['a negative quantity', orderRow('E-1', 'CUP', '-1'), 'ERR_IMPORT_VALUE_INVALID'],
    ['no quantity', orderRow('E-1', 'CUP', ''), 'ERR_IMPORT_VALUE_MISSING'],
    ['half a unit', orderRow('E-1', 'CUP', '1.5'), 'ERR_IMPORT_VALUE_INVALID'],
    ['a quantity of zero', orderRow('E-1', 'CUP', 0), 'ERR_IMPORT_VALUE_INVALID'],
    ['a negative price', orderRow('E-1', 'CUP', 1, '-5'), 'ERR_IMPORT_VALUE_INVALID'],
    ['a price of another currency', orderRow('E-1', 'CUP', 1, '$5'), 'ERR_IMPORT_VALUE_INVALID'],
    ['a price grouped the other way', orderRow('E-1', 'CUP', 1, '1.299,00'), 'ERR_IMPORT_VALUE_INVALID'],
    ['a price with too many digits', orderRow('E-1', 'CUP', 1, '1.234'), 'ERR_IMPORT_VALUE_INVALID'],
    ['a price beyond counting', orderRow('E-1', 'CUP', 99_999, '90000000000000'), 'ERR_IMPORT_VALUE_INVALID'],
    ['an order number that a spreadsheet rounded', orderRow('1.23457E+18'), 'ERR_IMPORT_DIGITS_LOST'],
    ['an order number that is only invisible characters', orderRow('\u200B\uFEFF'), 'ERR_IMPORT_VALUE_MISSING'],
    ['a formula for an order number', orderRow('=HYPERLINK(A1)'), 'ERR_IMPORT_VALUE_INVALID'],
    ['a formula for an SKU', orderRow('E-1', '=1+1'), 'ERR_IMPORT_VALUE_INVALID'],
    ['more cells than columns', `${orderRow('E-1')},surplus`, 'ERR_IMPORT_ROW_TOO_WIDE'],
  ])('refuse a row with %s and take the others', async (_name, row, code) => {
    const { importId } = await bed.preview('orders', orderFile(row, orderRow('E-2')));
    expect(bed.problems(importId)).toEqual({ 2: code });
    expect(await bed.apply(importId)).toMatchObject({ appliedCount: 1, errorCount: 1 });
    expect(bed.count('orders')).toBe(1);
    expect(bed.order('E-2')?.status).toBe('ready_to_pack');
  });

  it('say all that is wrong with a row', async () => {
    const { importId } = await bed.preview('orders', orderFile(orderRow('E-1', '=1', 'many', '$5')));
    expect(bed.problems(importId)).toEqual({
      2: 'ERR_IMPORT_VALUE_INVALID ERR_IMPORT_VALUE_INVALID ERR_IMPORT_VALUE_INVALID',
    });
  });

  it('keep what looks like a formula in a note or an address as the text that it is', async () => {
    const file = `${ORDER_HEADER},Note\n${orderRow('E-1')},"=cmd|' /C calc'!A0"\n${orderRow('E-2')},"+1 please"`;
    await bed.take('orders', file);
    const note = bed.context.read.pluck<[string], string>('SELECT buyer_note FROM orders WHERE external_number = ?');
    expect([note.get('E-1'), note.get('E-2')]).toEqual(["=cmd|' /C calc'!A0", '+1 please']);
  });

  it('are never taken in part: one wrong row holds back the others of its order', async () => {
    const { importId } = await bed.preview(
      'orders',
      orderFile(orderRow('E-1'), orderRow('E-2'), orderRow('E-1', 'POT', 'many')),
    );
    expect(bed.problems(importId)).toEqual({ 2: 'ERR_IMPORT_ORDER_INCOMPLETE', 4: 'ERR_IMPORT_VALUE_INVALID' });
    await bed.apply(importId);
    expect(bed.order('E-1')).toBeUndefined();
    expect(bed.order('E-2')?.status).toBe('ready_to_pack');
  });

  it('do not count a row twice that stands twice in the file', async () => {
    const { importId } = await bed.preview('orders', orderFile(orderRow('E-1'), orderRow('E-1'), orderRow('E-2')));
    expect(bed.problems(importId)).toEqual({ 2: 'ERR_IMPORT_ORDER_INCOMPLETE', 3: 'ERR_IMPORT_ROW_REPEATED' });
  });

  it('do not send the goods of two buyers to the first of them', async () => {
    const other = orderRow('E-1', 'POT').replace('李雷', '韩梅梅');
    const { importId } = await bed.preview('orders', orderFile(orderRow('E-1'), other));
    expect(bed.problems(importId)).toEqual({ 2: 'ERR_IMPORT_ORDER_INCOMPLETE', 3: 'ERR_IMPORT_ORDER_CONFLICT' });
  });

  it('say for each row which column is missing until it is chosen', async () => {
    const file = 'Number?,SKU,Quantity,Recipient,Phone,Address,\nE-1,CUP,1,李雷,13800138000,文三路,x';
    const first = await bed.preview('orders', file);
    expect(bed.problems(first.importId)).toEqual({ 2: 'ERR_IMPORT_COLUMN_MISSING' });
    const again = await bed.preview('orders', file, { mapping: { ...first.mapping, order_number: 'Number?' } });
    expect(bed.problems(again.importId)).toEqual({});
    await expect(bed.preview('orders', file, { mapping: first.mapping })).rejects.toMatchObject({
      code: 'ERR_IMPORT_COLUMN_MISSING',
      data: { field: 'order_number' },
    });
    await expect(
      bed.preview('orders', file, { mapping: { ...again.mapping, city: 'No such column' } }),
    ).rejects.toMatchObject({ code: 'ERR_IMPORT_COLUMN_MISSING', data: { field: 'city' } });
  });

  it('need a shop', async () => {
    await expect(bed.preview('orders', orderFile(orderRow('E-1')), { shopId: null })).rejects.toMatchObject({
      code: 'ERR_CHANNEL_SHOP_UNKNOWN',
    });
    expect(bed.count('imports')).toBe(0);
  });

  it('are taken once, however often they are applied', async () => {
    const { importId } = await bed.preview('orders', orderFile(orderRow('E-1')));
    await bed.apply(importId);
    await expect(bed.apply(importId)).rejects.toThrow('ERR_IMPORT_ALREADY_APPLIED');
    expect(bed.levelOf('CUP')).toEqual({ on_hand: 10, reserved: 1 });
    await expect(bed.apply('no such import')).rejects.toThrow('ERR_IMPORT_UNKNOWN');
  });

  it('change nothing when the same file comes again', async () => {
    await bed.take('orders', orderFile(orderRow('E-1')));
    const events = bed.eventTypes(bed.order('E-1')?.id ?? '');
    const again = await bed.take('orders', orderFile(orderRow('E-1')));
    expect(bed.states(again)).toEqual(['applied']);
    expect(bed.eventTypes(bed.order('E-1')?.id ?? '')).toEqual(events);
    await bed.undo(again);
    expect(bed.order('E-1')?.status).toBe('ready_to_pack');
  });

  it('are changed by a later file, and go back to what they were when it is undone', async () => {
    const first = await bed.take('orders', orderFile(orderRow('E-1', 'CUP', 3)));
    const second = await bed.take('orders', orderFile(orderRow('E-1', 'CUP', 1), orderRow('E-1', 'POT', 2)));
    expect(bed.lines('E-1').map((line) => line.reserved_quantity)).toEqual([1, 2]);
    await expect(bed.undo(first)).rejects.toThrow('ERR_IMPORT_NOT_UNDOABLE');
    await bed.undo(second);
    expect(bed.lines('E-1').map((line) => line.reserved_quantity)).toEqual([3, 0]);
    expect(bed.order('E-1')?.status).toBe('ready_to_pack');
    await bed.undo(first);
    expect(bed.order('E-1')?.status).toBe('cancelled');
    expect(bed.levelOf('CUP')).toEqual({ on_hand: 10, reserved: 0 });
  });

  it('are cancelled by undoing their import, once, and their stock is free again', async () => {
    const importId = await bed.take('orders', orderFile(orderRow('E-1', 'CUP', 4), orderRow('E-2')));
    expect((await bed.undo(importId)).state).toBe('undone');
    expect(bed.states(importId)).toEqual(['undone', 'undone']);
    expect(bed.order('E-1')?.status).toBe('cancelled');
    expect(bed.eventTypes(bed.order('E-1')?.id ?? '')).toContain('order.cancelled');
    expect(bed.levelOf('CUP')).toEqual({ on_hand: 10, reserved: 0 });
    await expect(bed.undo(importId)).rejects.toThrow('ERR_IMPORT_NOT_UNDOABLE');
    await expect(bed.apply(importId)).rejects.toThrow('ERR_IMPORT_ALREADY_APPLIED');
  });

  it('live again when an undone file is imported once more, and can be taken back again', async () => {
    await bed.undo(await bed.take('orders', orderFile(orderRow('E-1', 'CUP', 4))));
    const again = await bed.take('orders', orderFile(orderRow('E-1', 'CUP', 4)));
    expect(bed.order('E-1')?.status).toBe('ready_to_pack');
    expect(bed.levelOf('CUP')).toEqual({ on_hand: 10, reserved: 4 });
    await bed.undo(again);
    expect(bed.order('E-1')?.status).toBe('cancelled');
    expect(bed.levelOf('CUP')).toEqual({ on_hand: 10, reserved: 0 });
  });

  it('stay, all of the file, once the parcel of one was opened', async () => {
    const importId = await bed.take('orders', orderFile(orderRow('E-1'), orderRow('E-2')));
    bed.context.db.transaction((tx) => openParcel(tx, bed.context, SYSTEM_ACT, 'st1', bed.order('E-2')?.id ?? ''));
    await expect(bed.undo(importId)).rejects.toThrow('ERR_IMPORT_NOT_UNDOABLE');
    expect(bed.order('E-1')?.status).toBe('ready_to_pack');
    const change = await bed.take('orders', orderFile(orderRow('E-2', 'CUP', 5)));
    expect(bed.problems(change)).toEqual({ 2: 'ERR_IMPORT_ORDER_IN_WORK' });
    expect(bed.lines('E-2')[0]?.quantity).toBe(1);
  });

  it('never overwrite what the channel delivered, and give way when the channel delivers them later', async () => {
    bed.intake([paidDraft('E-1', 'CUP', 2)]);
    const importId = await bed.take('orders', orderFile(orderRow('E-1', 'POT', 5), orderRow('E-2', 'POT', 1)));
    expect(bed.problems(importId)).toEqual({ 2: 'ERR_IMPORT_ORDER_FROM_CHANNEL' });
    expect(bed.lines('E-1').map((line) => [line.sku_code, line.due])).toEqual([['CUP', 2]]);
    bed.intake([paidDraft('E-2', 'CUP', 1, { platformVersionMs: START_MS })]);
    expect(bed.lines('E-2').filter((line) => line.due > 0)).toMatchObject([{ sku_code: 'CUP', due: 1 }]);
    await bed.undo(importId);
    expect(bed.order('E-2')?.status).toBe('ready_to_pack');
  });

  it('keep every row of the file and the raw message of every order', async () => {
    const importId = await bed.take('orders', orderFile(orderRow('E-1'), orderRow('E-2', 'CUP', 'x')));
    const rows = bed.context.read
      .prepare<[string], { n: number }>('SELECT COUNT(*) AS n FROM import_rows WHERE import_id = ?')
      .get(importId);
    expect(rows?.n).toBe(2);
    expect(
      bed.context.read
        .prepare<[], { source: string; state: string; external_number: string }>(
          'SELECT source, state, external_number FROM raw_messages',
        )
        .all(),
    ).toEqual([{ source: 'import', state: 'applied', external_number: 'E-1' }]);
  });

  it('come in by the thousand, and goods that arrive serve those that wait', async () => {
    const rows = Array.from({ length: 3_000 }, (_, index) =>
      orderRow(`N-${Math.floor(index / 2)}`, index % 2 === 0 ? 'CUP' : 'POT'),
    );
    const importId = await bed.take('orders', orderFile(...rows));
    expect(bed.problems(importId)).toEqual({});
    expect(bed.count('orders')).toBe(1_500);
    const served = bed.context.read
      .pluck<[], number>("SELECT COUNT(*) FROM orders WHERE fulfilment = 'reserved'")
      .get();
    expect(served).toBe(5);
    expect(bed.levelOf('POT')).toEqual({ on_hand: 5, reserved: 5 });
    await bed.take('skus', 'SKU,Title,Quantity\nPOT,Pot,400\nCUP,Cup,300');
    expect(bed.context.read.pluck<[], number>("SELECT COUNT(*) FROM orders WHERE fulfilment = 'reserved'").get()).toBe(
      300,
    );
  });
});

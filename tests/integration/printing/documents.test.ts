import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasCheckDigit } from '#core/scanning/check-digit.ts';
import { decodeLabel } from '#main/simulators/devices/decode-label.ts';
import { DOCUMENT_KINDS } from '#main/usecases/documents/document-kinds.ts';
import { documentPdf } from '#main/usecases/documents/document-pdf.ts';
import { previewDocument } from '#main/usecases/documents/preview-document.ts';
import { printDocument } from '#main/usecases/documents/print-document.ts';
import { findOrders } from '#main/usecases/orders/find-orders.ts';
import type { ParcelRow } from '#main/usecases/packing/parcel-rows.ts';
import { putParcelBack } from '#main/usecases/packing/put-parcel-back.ts';
import { createPrintBatch } from '#main/usecases/printing/create-print-batch.ts';
import { reprintLabel } from '#main/usecases/printing/decide-print-job.ts';
import { choosePrinter } from '#main/usecases/printing/printer-roles.ts';
import { setQueueMode } from '#main/usecases/printing/queue-modes.ts';
import { setSetting } from '#main/usecases/settings/manage-settings.ts';
import { OrderId, ShipmentId, SkuId } from '#shared/model/ids.ts';
import type { DocumentSubject } from '#shared/contract/documents.ts';
import { OPERATOR, openQueueBed } from '#tests/support/printing/queue-bed.ts';
import type { QueueBed } from '#tests/support/printing/queue-bed.ts';
import { until as untilDeadline } from '#tests/support/until.ts';

/** Drawing and reading back take their time on a busy machine. */
const until = (condition: () => boolean, what: string): Promise<void> => untilDeadline(condition, what, 60_000);

const LOCATION_ORDER = { keys: ['location' as const], reversed: false };

describe('documents on paper', () => {
  let bed: QueueBed;
  let printer: Awaited<ReturnType<QueueBed['addPrinter']>>;
  beforeEach(async () => {
    bed = openQueueBed();
    printer = await bed.addPrinter('Printer 1');
  });
  afterEach(() => bed.close());

  /** A closed box with everything that its order has; @returns its id */
  const packed = (orderId: string, state = 'packed'): ShipmentId => {
    const id = `parcel-${orderId}`;
    bed.context.db.transaction((tx) => {
      tx.prepare<[string, string, string]>(
        "INSERT INTO shipments (id, order_id, parcel_number, state, station_id, operator_id, weight_g, opened_at_ms) VALUES (?, ?, 1, ?, 'station-1', 'op', 1005, 0)",
      ).run(id, orderId, state);
      tx.prepare<[string, string]>(
        'INSERT INTO shipment_lines (shipment_id, order_line_id, quantity) SELECT ?, id, quantity FROM order_lines WHERE order_id = ?',
      ).run(id, orderId);
    });
    return ShipmentId.parse(id);
  };
  const print = (id: string, subject: DocumentSubject, deviceId?: string) =>
    printDocument(bed.context, bed.services, OPERATOR, { id, subject, deviceId });
  const set = (name: string, value: unknown): void =>
    void setSetting(bed.context, { name, value, version: 0 }, OPERATOR);
  const allOut = (count: number): Promise<void> =>
    until(() => bed.jobs().filter((job) => job.state === 'printed').length === count, `${count} jobs are printed`);
  /** What a scanner reads on each piece of paper. */
  const codes = async (): Promise<string[][]> => {
    const labels = await Promise.all(printer.tcp.printer.labels.map(({ bitmap }) => decodeLabel(bitmap)));
    return labels.map(({ barcodes }) => barcodes.map(({ text }) => text));
  };

  it('prints the packing slip of an order once for a click that is repeated, and anew for another one', async () => {
    const [orderId = ''] = bed.addOrders(1);
    const subject = { kind: 'packing_slip' as const, orderId: OrderId.parse(orderId) };
    expect(await print('click-1', subject)).toMatchObject({ queued: 1, standing: 0 });
    expect(await print('click-1', subject)).toMatchObject({ queued: 0, standing: 1 });
    expect(await print('click-2', subject)).toMatchObject({ queued: 1 });
    await allOut(2);
    expect(await codes()).toEqual([['N001'], ['N001']]);
    expect(bed.eventTypes(orderId)).toContain('label.printed');
  });

  it('spreads a long packing slip over pages that stay together', async () => {
    const skuId = bed.addSku('LONG', 100);
    const [orderId = ''] = bed.addOrders(1);
    bed.context.db.transaction((tx) => {
      const insert = tx.prepare<[string, string, number, string, string]>(
        "INSERT INTO order_lines (id, order_id, position, external_line_id, sku_code, sku_id, title, variant, quantity, cancelled_quantity, unit_price_minor, paid_minor, after_sales) VALUES (?, ?, ?, ?, 'LONG', ?, 'Goods', '', 1, 0, 100, 100, 'none')",
      );
      for (let line = 2; line <= 11; line++) insert.run(`line-${line}`, orderId, line, `x${line}`, skuId);
    });
    await print('click-1', { kind: 'packing_slip', orderId: OrderId.parse(orderId) });
    await allOut(2);
    const batch = bed.context.read.prepare<[], { kind: string }>('SELECT kind FROM print_batches').all();
    expect(batch).toEqual([{ kind: 'packing_slip' }]);
  });

  it('numbers a box once for ever: a second click finds its label, a reprint bears the same number, any number finds the order', async () => {
    const [orderId = ''] = bed.addOrders(1);
    const shipmentId = packed(orderId);
    const subject = { kind: 'carton' as const, shipmentId };
    const first = await print('click-1', subject);
    expect(await print('click-2', subject)).toMatchObject({ queued: 0, standing: 1, jobIds: first.jobIds });
    await allOut(1);
    const again = reprintLabel(bed.context, OPERATOR, first.jobIds[0] ?? '', 'torn');
    bed.queue.wake(printer.deviceId);
    await until(() => bed.jobs().some(({ id, state }) => id === again && state === 'printed'), 'it is printed again');
    expect(await codes()).toEqual([['CT20261122-0001'], ['CT20261122-0001']]);
    expect(findOrders(bed.context.read, 'CT20261122-0001').map(({ order }) => order.id)).toEqual([orderId]);
  });

  it('calls the labels of a box off when the box is put back', async () => {
    const [orderId = ''] = bed.addOrders(1);
    const shipmentId = packed(orderId);
    await print('click-1', { kind: 'carton', shipmentId });
    await allOut(1);
    setQueueMode(bed.context, OPERATOR, printer.deviceId, 'paused');
    await print('click-2', { kind: 'return', shipmentId });
    bed.context.db.transaction((tx) => {
      const parcel = tx.prepare<[string], ParcelRow>('SELECT * FROM shipments WHERE id = ?').get(shipmentId);
      if (parcel) putParcelBack(tx, bed.context, OPERATOR, bed.clock.atMs, parcel);
    });
    expect(bed.jobs().map(({ state }) => state)).toEqual(['voided', 'voided']);
  });

  it('refuses labels of boxes that are open or were put back', async () => {
    const [open = '', back = ''] = bed.addOrders(2);
    for (const [orderId, state] of [
      [open, 'open'],
      [back, 'cancelled'],
    ] as const)
      await expect(print('click-1', { kind: 'return', shipmentId: packed(orderId, state) })).rejects.toMatchObject({
        code: 'ERR_DOCUMENT_PARCEL_STATE',
        data: { state },
      });
    expect(bed.jobs()).toEqual([]);
  });

  describe('SSCC labels', () => {
    it('give each box its own number with a right check digit, in one growing row, and name a sole article', async () => {
      set('gs1CompanyPrefix', '9501101530');
      const orders = bed.addOrders(2);
      bed.context.db.transaction((tx) =>
        tx.prepare<[]>("UPDATE sku_barcodes SET barcode = '6901234567892' WHERE sku_id = 'sku-SKU-N001'").run(),
      );
      for (const [index, orderId] of orders.entries())
        await print(`click-${index}`, { kind: 'sscc', shipmentId: packed(orderId) });
      await allOut(2);
      const [first = [], second = []] = await codes();
      expect(first[0]).toBe('0206901234567892371');
      expect(second).toHaveLength(1);
      const ssccs = [first[1] ?? '', second[0] ?? ''].map((text) => text.slice(2));
      expect(ssccs.every((sscc) => sscc.length === 18 && hasCheckDigit(sscc))).toBe(true);
      expect(ssccs.map((sscc) => sscc.slice(0, 17))).toEqual(['09501101530000000', '09501101530000001']);
      expect(findOrders(bed.context.read, ssccs[1] ?? '').map(({ order }) => order.id)).toEqual([orders[1]]);
    });

    it('never give a number again, also when its box was put back, and the database refuses to forget one', async () => {
      set('gs1CompanyPrefix', '9501101530');
      const [one = '', two = ''] = bed.addOrders(2);
      await print('click-1', { kind: 'sscc', shipmentId: packed(one) });
      bed.context.db.transaction((tx) => tx.prepare<[]>("UPDATE shipments SET state = 'cancelled'").run());
      await print('click-2', { kind: 'sscc', shipmentId: packed(two) });
      const numbers = bed.context.read
        .pluck<[], string>("SELECT number FROM document_numbers WHERE kind = 'sscc' ORDER BY number")
        .all();
      expect(new Set(numbers.map((number) => number.slice(0, 17))).size).toBe(2);
      expect(() => bed.context.db.transaction((tx) => tx.prepare<[]>('DELETE FROM document_numbers').run())).toThrow();
      expect(() =>
        bed.context.db.transaction((tx) => tx.prepare<[]>("UPDATE document_numbers SET shipment_id = 'x'").run()),
      ).toThrow();
    });

    it('take no number for a preview, and say what is missing without a company prefix', async () => {
      const [orderId = ''] = bed.addOrders(1);
      const subject = { kind: 'sscc' as const, shipmentId: packed(orderId) };
      await expect(print('click-1', subject)).rejects.toMatchObject({ code: 'ERR_DOCUMENT_GS1_PREFIX_MISSING' });
      set('gs1CompanyPrefix', '9501101530');
      const preview = await previewDocument(bed.context, bed.services, { subject });
      expect(preview).toMatchObject({ paperCount: 1, widthMm: 100, heightMm: 150, standingCount: 0 });
      expect(bed.context.read.prepare<[], object>('SELECT * FROM number_series').all()).toEqual([]);
    });

    it('stop when the numbers of a prefix are used up', async () => {
      set('gs1CompanyPrefix', '950110153000');
      const [orderId = ''] = bed.addOrders(1);
      bed.context.db.transaction((tx) =>
        tx.prepare<[]>("INSERT INTO number_series (series, last) VALUES ('sscc:0:950110153000', 10000)").run(),
      );
      await expect(print('click-1', { kind: 'sscc', shipmentId: packed(orderId) })).rejects.toMatchObject({
        code: 'ERR_DOCUMENT_SSCC_USED_UP',
      });
    });
  });

  it('lists a wave in the order of the walk, totals its articles, leaves held orders out, and stays one wave for two clicks', async () => {
    const orders = bed.addOrders(3);
    bed.context.db.transaction((tx) =>
      tx.prepare<[string]>('UPDATE orders SET hold_count = 1 WHERE id = ?').run(orders[1] ?? ''),
    );
    const subject = {
      kind: 'wave_list' as const,
      orderIds: orders.map((id) => OrderId.parse(id)),
      order: LOCATION_ORDER,
    };
    const preview = await previewDocument(bed.context, bed.services, { subject });
    expect(preview).toMatchObject({ paperCount: 2, leftOutCount: 1 });
    expect(await print('wave-1', subject)).toMatchObject({ queued: 2 });
    expect(await print('wave-1', subject)).toMatchObject({ queued: 0, standing: 2 });
    await allOut(2);
    expect(await codes()).toEqual([['WV20261122-0001', 'N001', 'N003'], ['WV20261122-0001']]);
    expect(findOrders(bed.context.read, 'WV20261122-0001')).toHaveLength(2);
    const data = bed.context.read.pluck<[], string>('SELECT data_json FROM print_jobs ORDER BY queue_position').all();
    expect(JSON.parse(data[1] ?? '')).toMatchObject({
      orderCount: '2',
      unitCount: '2',
      lines: [
        { location: 'A-1', skuCode: 'SKU-N001', quantity: '1', orderNumber: '#1' },
        { location: 'A-3', skuCode: 'SKU-N003', quantity: '1', orderNumber: '#2' },
      ],
    });
  });

  it('swaps sender and receiver on a return label', async () => {
    const [orderId = ''] = bed.addOrders(1);
    await print('click-1', { kind: 'return', shipmentId: packed(orderId, 'shipped') });
    await allOut(1);
    expect(await codes()).toEqual([['RT20261122-0001']]);
    const [data = ''] = bed.context.read.pluck<[], string>('SELECT data_json FROM print_jobs').all();
    expect(JSON.parse(data)).toMatchObject({
      returnName: '打包台',
      returnAddress: '上海市浦东新区碧波路690号',
      senderName: '张伟',
      senderAddress: '浙江省杭州市西湖区文三路 1 号',
    });
  });

  it('writes a receipt whose total is the platform’s own, in whole minor units, and none for an unpaid order', async () => {
    const [orderId = ''] = bed.addOrders(1);
    bed.context.db.transaction((tx) =>
      tx.prepare<[]>('UPDATE orders SET total_minor = 9001, shipping_fee_minor = 700').run(),
    );
    const subject = { kind: 'receipt' as const, orderId: OrderId.parse(orderId) };
    await print('click-1', subject);
    const [data = ''] = bed.context.read.pluck<[], string>('SELECT data_json FROM print_jobs').all();
    expect(JSON.parse(data)).toMatchObject({
      total: '90.01 CNY',
      lines: [{ amount: '98.00' }, { amount: '7.00' }, { amount: '-14.99' }],
    });
    bed.context.db.transaction((tx) => tx.prepare<[]>("UPDATE orders SET payment = 'awaited'").run());
    await expect(print('click-2', subject)).rejects.toMatchObject({ code: 'ERR_ORDER_NOT_PAID' });
  });

  it('prints so many labels of goods as one job each, with the barcode that the goods have', async () => {
    const plain = bed.addSku('PLAIN', 1);
    const retail = bed.addSku('RETAIL', 1);
    bed.context.db.transaction((tx) => {
      tx.prepare<[string]>('DELETE FROM sku_barcodes WHERE sku_id = ?').run(plain);
      tx.prepare<[string]>("UPDATE sku_barcodes SET barcode = '6901234567892' WHERE sku_id = ?").run(retail);
    });
    const skuIds = [plain, retail].map((id) => SkuId.parse(id));
    expect(await print('click-1', { kind: 'product', skuIds, copies: 3 })).toMatchObject({ queued: 2 });
    await allOut(2);
    expect(printer.tcp.printer.labels).toHaveLength(6);
    const kinds = bed.context.read.pluck<[], string>('SELECT data_json FROM print_jobs ORDER BY queue_position').all();
    expect(kinds.map((data) => JSON.parse(data) as object)).toEqual([
      expect.objectContaining({ barcode: 'PLAIN', barcodeKind: 'code128' }),
      expect.objectContaining({ barcode: '6901234567892', barcodeKind: 'ean13' }),
    ]);
    expect((await codes())[0]).toEqual(['PLAIN']);
  });

  it('cuts a thousand copies into jobs that a printer finishes in time', async () => {
    setQueueMode(bed.context, OPERATOR, printer.deviceId, 'paused');
    const skuId = SkuId.parse(bed.addSku('MANY', 1));
    expect(await print('click-1', { kind: 'product', skuIds: [skuId], copies: 120 })).toMatchObject({ queued: 3 });
    expect(bed.context.read.pluck<[], number>('SELECT copies FROM print_jobs ORDER BY queue_position').all()).toEqual([
      50, 50, 20,
    ]);
  });

  it('prints every shelf of a range, and refuses one that nobody means', async () => {
    await print('click-1', { kind: 'location', from: 'A-01', to: 'A-03', copies: 1 });
    await allOut(3);
    expect(await codes()).toEqual([
      ['A-01', 'A-01'],
      ['A-02', 'A-02'],
      ['A-03', 'A-03'],
    ]);
    for (const [to, code] of [
      ['B', 'ERR_DOCUMENT_LOCATIONS_UNLIKE'],
      ['A-00', 'ERR_DOCUMENT_LOCATIONS_BACKWARDS'],
      ['A-9999', 'ERR_DOCUMENT_LOCATIONS_TOO_MANY'],
    ] as const)
      await expect(print('click-2', { kind: 'location', from: 'A-01', to, copies: 1 })).rejects.toMatchObject({ code });
  });

  it('sends each kind to the printer that its station chose for it', async () => {
    const second = await bed.addPrinter('Printer 2');
    choosePrinter(bed.context, OPERATOR, { stationId: 'station-1', kind: 'location', deviceId: second.deviceId });
    await print('click-1', { kind: 'location', from: 'A-01', copies: 1 });
    const [orderId = ''] = bed.addOrders(1);
    await print('click-2', { kind: 'packing_slip', orderId: OrderId.parse(orderId) });
    await allOut(2);
    expect(second.tcp.printer.labels).toHaveLength(1);
    expect(printer.tcp.printer.labels).toHaveLength(1);
    choosePrinter(bed.context, OPERATOR, { stationId: 'station-1', kind: 'location', deviceId: null });
    await print('click-3', { kind: 'location', from: 'A-02', copies: 1 });
    await allOut(3);
    expect(printer.tcp.printer.labels).toHaveLength(2);
    expect(() =>
      choosePrinter(bed.context, OPERATOR, { stationId: 'station-1', kind: 'location', deviceId: 'unknown' }),
    ).toThrow(expect.objectContaining({ code: 'ERR_DEVICE_UNKNOWN' }));
  });

  it('prints a document of each order as one batch, tells which orders have none, and never doubles the label of a box', async () => {
    const [one = '', two = ''] = bed.addOrders(2);
    packed(one);
    const batch = (id: string) =>
      createPrintBatch(bed.context, bed.services, OPERATOR, {
        id,
        kind: 'carton',
        orderIds: [one, two],
        order: LOCATION_ORDER,
      });
    expect(batch('batch-1')).toEqual({
      queued: 1,
      skipped: [{ orderId: two, problem: { code: 'ERR_PRINT_NOTHING_TO_PRINT', data: { number: 'N002' } } }],
    });
    expect(() => batch('batch-2')).toThrow(expect.objectContaining({ code: 'ERR_PRINT_BATCH_EMPTY' }));
    expect(() =>
      createPrintBatch(bed.context, bed.services, OPERATOR, {
        id: 'batch-3',
        kind: 'sscc',
        orderIds: [one],
        order: LOCATION_ORDER,
      }),
    ).toThrow(expect.objectContaining({ code: 'ERR_DOCUMENT_GS1_PREFIX_MISSING' }));
  });

  it('shows a preview with the buyer masked, and writes a PDF in clear to the audit log', async () => {
    const [orderId = ''] = bed.addOrders(1);
    const subject = { kind: 'carton' as const, shipmentId: packed(orderId) };
    const { pages } = await previewDocument(bed.context, bed.services, { subject });
    expect(
      Buffer.from(pages[0]?.pngBase64 ?? '', 'base64')
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
    const [paper] = DOCUMENT_KINDS.carton.read(bed.context.read, bed.services.world('look', true), subject).papers;
    expect(paper?.data).toMatchObject({ recipientName: '张*', recipientAddress: '浙江省杭州市西湖区文三路***' });
    const { bytes, fileName } = await documentPdf(bed.context, bed.services, OPERATOR, { id: 'pdf-1', subject });
    expect(Buffer.from(bytes).subarray(0, 5).toString()).toBe('%PDF-');
    expect(fileName).toBe('packbench-carton-2026-11-22.pdf');
    const audit = bed.context.read.pluck<[], string>("SELECT act FROM audit_log WHERE act LIKE 'document%'").all();
    expect(audit).toEqual(['document.pdf']);
  });

  it('does not print a label that is wider than the paper', async () => {
    const narrow = await bed.addPrinter('Narrow', { widthMm: 58 });
    await expect(
      print('click-1', { kind: 'location', from: 'A-01', copies: 1 }, narrow.deviceId),
    ).rejects.toMatchObject({ code: 'ERR_LABEL_TOO_WIDE', data: { widthMm: 100, paperMm: 58 } });
  });
});

import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listAudit } from '#main/usecases/audit/list-audit.ts';
import { removeTemplate, saveTemplate } from '#main/usecases/customs/data/manage-templates.ts';
import { runExport } from '#main/usecases/customs/data/run-export.ts';
import { startExport, stopExport } from '#main/usecases/customs/data/start-export.ts';
import {
  downloadExport,
  listExportParcels,
  listExports,
  planExport,
} from '#main/usecases/customs/data/view-exports.ts';
import { skipNumbers } from '#main/usecases/documents/skip-numbers.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { ALL_COLUMNS } from '#tests/integration/customs/support/export-samples.ts';
import { openCustomsDataBed, s10 } from '#tests/integration/customs/support/customs-data-bed.ts';
import { HAS_XMLLINT, xmllint } from '#tests/integration/customs/support/xmllint.ts';
import { SYSTEM_ACT } from '#tests/support/use-case-bed.ts';

function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  return 'nothing was refused';
}

describe('files for customs, posts and brokers', () => {
  let bed: ReturnType<typeof openCustomsDataBed>;
  beforeEach(() => {
    bed = openCustomsDataBed();
  });
  afterEach(() => bed.close());

  const download = (id: string) => downloadExport(bed.context, SYSTEM_ACT, id);

  it('are kept, and handed over again byte for byte', async () => {
    const made = await bed.make(bed.request([bed.addOrder('A1'), bed.addOrder('A2')]));
    expect(made).toMatchObject({ state: 'made', parcelCount: 2, doneCount: 2, leftOutCount: 0 });
    expect(made.fileName).toBe('CX20261122-0001-ceb603.xml');
    const first = download(made.id);
    bed.change('A1', { grossWeightG: 9_999 });
    const second = download(made.id);
    expect(Buffer.from(second.content).equals(Buffer.from(first.content))).toBe(true);
    expect(createHash('sha256').update(second.content).digest('hex')).toBe(made.sha256);
    expect(second.content.byteLength).toBe(made.sizeBytes);
    if (HAS_XMLLINT) expect(xmllint('resources/customs/schemas/ceb603.xsd', first.content)).toBe('');
    const acts = listAudit(bed.context.read, { limit: 20 }).entries.map(({ act }) => act);
    expect(acts.filter((act) => act === 'customs_export.download')).toHaveLength(2);
    expect(bed.eventTypes(bed.order('A1')?.id ?? '')).toContain('customs.exported');
  });

  it('leave a bad order out with its reasons and hold the others', async () => {
    const orders = [bed.addOrder('B1'), bed.addOrder('B2', { grossWeightG: 1 }), bed.addOrder('B3')];
    const made = await bed.make(bed.request(orders));
    expect(made).toMatchObject({ state: 'made', leftOutCount: 1 });
    const [leftOut, ...others] = listExportParcels(bed.context.read, made.id);
    expect(leftOut).toMatchObject({
      orderNumber: 'B2',
      state: 'left_out',
      problems: [{ code: 'ERR_CUSTOMS_DATA_WEIGHTS' }],
    });
    expect(others.map(({ state }) => state)).toEqual(['in_file', 'in_file']);
    expect(bed.eventTypes(orders[1] ?? '')).not.toContain('customs.exported');
  });

  it('leave out what needs a full declaration instead of a list', async () => {
    const orders = [
      bed.addOrder('F1', { supervisionMode: '9710', isListExport: false }),
      bed.addOrder('F2', { supervisionMode: '9710', isListExport: true }),
      bed.addOrder('F3', { supervisionMode: '9610' }),
    ];
    const made = await bed.make(bed.request(orders));
    const parcels = listExportParcels(bed.context.read, made.id);
    expect(parcels.map(({ orderNumber, state }) => `${orderNumber} ${state}`).toSorted()).toEqual([
      'F1 left_out',
      'F2 in_file',
      'F3 in_file',
    ]);
    expect(parcels.find(({ orderNumber }) => orderNumber === 'F1')?.problems).toMatchObject([
      { code: 'ERR_CUSTOMS_DATA_FULL_DECLARATION', data: { mode: '9710' } },
    ]);
  });

  it('say so when no order fits, and hand nothing over', async () => {
    const made = await bed.make(bed.request([bed.addOrder('C1', { lines: [] })]));
    expect(made).toMatchObject({ state: 'failed', problem: { code: 'ERR_CUSTOMS_EXPORT_EMPTY' } });
    expect(codeOf(() => download(made.id))).toBe('ERR_CUSTOMS_EXPORT_NO_FILE');
  });

  it('hold an order twice only for a reason', async () => {
    const orders = [bed.addOrder('D1'), bed.addOrder('D2')];
    await bed.make(bed.request(orders.slice(0, 1)));
    const again = bed.request(orders);
    expect(planExport(bed.context.read, 'Asia/Shanghai', again).map(({ earlier }) => earlier?.number ?? null)).toEqual([
      'CX20261122-0001',
      null,
    ]);
    expect(codeOf(() => startExport(bed.context, bed.services, SYSTEM_ACT, again))).toBe('ERR_CUSTOMS_EXPORT_REPEATED');
    const made = await bed.make({ ...again, repeatReason: 'customs lost the first one' });
    expect(made).toMatchObject({ state: 'made', repeatReason: 'customs lost the first one', leftOutCount: 0 });
    const other = await bed.make(bed.request(orders, { format: 'itmatt_json', templateId: null }));
    expect(other.state).toBe('made');
  });

  it('begin once, however often they are asked for with the same id', async () => {
    const request = bed.request([bed.addOrder('E1')]);
    startExport(bed.context, bed.services, SYSTEM_ACT, request);
    startExport(bed.context, bed.services, SYSTEM_ACT, request);
    await bed.make(request);
    expect(listExports(bed.context.read)).toHaveLength(1);
    const before = download(request.id).content;
    await runExport(bed.context, bed.services, request.id, new AbortController().signal);
    expect(download(request.id).content.byteLength).toBe(before.byteLength);
  });

  it('give a parcel its numbers once, and leap over those that a restore forgot', async () => {
    const order = bed.addOrder('F1');
    const first = await bed.make(bed.request([order]));
    const again = await bed.make(bed.request([order], { repeatReason: 'sent again' }));
    const numbers = [first, again].map(({ id }) => listExportParcels(bed.context.read, id)[0]?.copNo);
    expect(numbers).toEqual(['CN20261122-0001', 'CN20261122-0001']);
    bed.context.db.transaction(skipNumbers);
    const later = await bed.make(bed.request([bed.addOrder('F2')]));
    expect(listExportParcels(bed.context.read, later.id)[0]?.copNo).toBe('CN20261122-1002');
    expect(later.number).toBe('CX20261122-1003');
  });

  it('refuse a tracking number that another order went out with in the last six months', async () => {
    await bed.make(bed.request([bed.addOrder('G1', { trackingNumber: s10(77) })]));
    const made = await bed.make(bed.request([bed.addOrder('G2', { trackingNumber: s10(77) }), bed.addOrder('G3')]));
    expect(listExportParcels(bed.context.read, made.id)[0]).toMatchObject({
      orderNumber: 'G2',
      problems: [{ code: 'ERR_CUSTOMS_DATA_TRACKING_REUSED', data: { number: s10(77), orderNumber: 'G1' } }],
    });
    bed.clock.atMs += 184 * 86_400_000;
    expect((await bed.make(bed.request([bed.addOrder('G4', { trackingNumber: s10(77) })]))).state).toBe('made');
  });

  it('take every box that was closed on a day of the warehouse and leaves China', async () => {
    const orders = [bed.addOrder('H1'), bed.addOrder('H2'), bed.addOrder('H3')];
    const midnight = Date.UTC(2026, 10, 21, 16, 0, 0);
    bed.addBox(orders[0] ?? '', midnight, s10(901));
    bed.addBox(orders[1] ?? '', midnight - 1, s10(902));
    bed.addBox(orders[2] ?? '', midnight + 86_399_999, s10(903));
    const parcels = planExport(bed.context.read, 'Asia/Shanghai', {
      format: 'ceb603_xml',
      selection: { kind: 'day', day: '2026-11-22', shopId: null },
    });
    expect(parcels.map(({ orderNumber, trackingNumber }) => [orderNumber, trackingNumber])).toEqual([
      ['H1', s10(901)],
      ['H3', s10(903)],
    ]);
  });

  it('stop when a person says so, without a file', async () => {
    const request = bed.request([bed.addOrder('I1')]);
    startExport(bed.context, bed.services, SYSTEM_ACT, request);
    stopExport(bed.context, SYSTEM_ACT, request.id);
    await runExport(bed.context, bed.services, request.id, new AbortController().signal);
    expect(listExports(bed.context.read)[0]?.state).toBe('stopped');
    expect(codeOf(() => download(request.id))).toBe('ERR_CUSTOMS_EXPORT_NO_FILE');
    expect((await bed.make(bed.request([bed.order('I1')?.id as never]))).state).toBe('made');
  });

  it('keep the set-up that they were made with', async () => {
    const request = bed.request([bed.addOrder('J1')], { format: 'broker_csv', templateId: bed.brokerId });
    startExport(bed.context, bed.services, SYSTEM_ACT, request);
    removeTemplate(bed.context, SYSTEM_ACT, bed.brokerId, 1);
    await runExport(bed.context, bed.services, request.id, new AbortController().signal);
    expect(new TextDecoder().decode(download(request.id).content)).toContain('Order number');
  });

  it('hold a thousand orders in one file', { timeout: 120_000 }, async () => {
    const made = await bed.make(bed.request(bed.addOrders(1_000)));
    expect(made).toMatchObject({ state: 'made', parcelCount: 1_000, leftOutCount: 0 });
    expect(new TextDecoder().decode(download(made.id).content).match(/<ceb:copNo>/g)).toHaveLength(1_000);
  });
});

describe('the columns and company data of files', () => {
  let bed: ReturnType<typeof openCustomsDataBed>;
  beforeEach(() => {
    bed = openCustomsDataBed();
  });
  afterEach(() => bed.close());

  const save = (change: object) => () =>
    saveTemplate(bed.context, bed.services, SYSTEM_ACT, {
      id: null,
      version: 0,
      name: 'Mine',
      body: { kind: 'broker', broker: ALL_COLUMNS },
      ...change,
    });

  it('refuse the older of two windows, a taken name, and a column twice', () => {
    save({ id: bed.brokerId, version: 1 })();
    expect(codeOf(save({ id: bed.brokerId, version: 1 }))).toBe('ERR_CUSTOMS_TEMPLATE_CHANGED');
    expect(codeOf(save({}))).toBe('ERR_CUSTOMS_TEMPLATE_NAME_TAKEN');
    const twice = { ...ALL_COLUMNS, columns: [ALL_COLUMNS.columns[0], ALL_COLUMNS.columns[0]] };
    expect(codeOf(save({ name: 'B', body: { kind: 'broker', broker: twice } }))).toBe('ERR_CUSTOMS_TEMPLATE_COLUMN');
  });

  it('are asked for by the formats that need them', () => {
    const order = bed.addOrder('L1');
    const start = (templateId: string | null) => () =>
      startExport(bed.context, bed.services, SYSTEM_ACT, bed.request([order], { format: 'broker_xlsx', templateId }));
    expect(codeOf(start(null))).toBe('ERR_CUSTOMS_TEMPLATE_NEEDED');
    expect(codeOf(start(bed.cebId))).toBe('ERR_CUSTOMS_TEMPLATE_NEEDED');
  });
});

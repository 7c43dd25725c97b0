import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyResults, undoResults } from '#main/usecases/customs/data/apply-results.ts';
import { decideLesson, listLessons, reviewLesson } from '#main/usecases/customs/data/lessons.ts';
import { previewResults } from '#main/usecases/customs/data/preview-results.ts';
import { recordOutcome, removeOutcome } from '#main/usecases/customs/data/record-outcome.ts';
import { listExportParcels } from '#main/usecases/customs/data/view-exports.ts';
import { listOutcomes, listResultRows, viewResultImport } from '#main/usecases/customs/data/view-results.ts';
import type { ResultMeanings } from '#shared/contract/customs-data.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { CustomsFinding } from '#shared/model/customs.ts';
import { openCustomsDataBed, s10 } from '#tests/integration/customs/support/customs-data-bed.ts';
import { START_MS, SYSTEM_ACT } from '#tests/support/use-case-bed.ts';

async function codeOf(act: () => unknown): Promise<string> {
  try {
    await act();
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  return 'nothing was refused';
}

let bed: ReturnType<typeof openCustomsDataBed>;
beforeEach(() => {
  bed = openCustomsDataBed();
});
afterEach(() => bed.close());

function preview(text: string | Uint8Array, meanings: ResultMeanings = {}, fileName = 'results.csv'): Promise<string> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  return previewResults(bed.context, 'Asia/Shanghai', SYSTEM_ACT, { fileName, bytes, mapping: null, meanings });
}

const rows = (id: string) => listResultRows(bed.context.read, id);
const apply = (id: string) => applyResults(bed.context, SYSTEM_ACT, id);
const outcomes = () => listOutcomes(bed.context.read, { orderId: null, result: null });
const record = (number: string, result: 'cleared' | 'refused' | 'held' | 'returned', reasonText = 'no HS code') =>
  recordOutcome(bed.context, SYSTEM_ACT, { number, result, reasonCode: 'R1', reasonText, cost: null, atMs: null });

describe('files of clearance results', () => {
  it('find their orders by tracking, order and list number, and list what they do not find', async () => {
    const [one, two] = [bed.addOrder('R1'), bed.addOrder('R2')];
    bed.addBox(one, START_MS, s10(501));
    const made = await bed.make(bed.request([two]));
    const copNo = listExportParcels(bed.context.read, made.id)[0]?.copNo ?? '';
    const id = await preview(
      [
        'Tracking number,Status,Reason,Time,Cost,Currency',
        `${s10(501)},Refused,vague description,2026-11-25 14:05,12.50,USD`,
        `"\u200B${copNo}",放行,,2026-11-25T06:00:00Z,,`,
        'R2,held,papers missing,,,',
        'NOBODY,cleared,,,,',
        'R1,on its way to the moon,,,,',
        'R1,cleared,,yesterday,,',
        'R1,cleared,,,12.50,',
      ].join('\n'),
    );
    expect(rows(id).map(({ rowNumber, state, problem }) => [rowNumber, state, problem?.code ?? null])).toEqual([
      [5, 'error', 'ERR_CUSTOMS_RESULT_NUMBER_UNKNOWN'],
      [6, 'error', 'ERR_CUSTOMS_RESULT_STATUS_UNMAPPED'],
      [7, 'error', 'ERR_CUSTOMS_RESULT_VALUE_INVALID'],
      [8, 'error', 'ERR_CUSTOMS_RESULT_VALUE_INVALID'],
      [2, 'ready', null],
      [3, 'ready', null],
      [4, 'ready', null],
    ]);
    expect(outcomes()).toEqual([]);
    await apply(id);
    expect(viewResultImport(bed.context.read, id)).toMatchObject({ state: 'applied', appliedCount: 3, errorCount: 4 });
    const refused = outcomes().find(({ result }) => result === 'refused');
    expect(refused).toMatchObject({
      orderNumber: 'R1',
      trackingNumber: s10(501),
      reasonText: 'vague description',
      costMinor: 1250,
      costCurrency: 'USD',
      atMs: Date.UTC(2026, 10, 25, 6, 5),
      territory: 'US',
    });
    expect(bed.holds(one)).toEqual(['clearance_refused']);
    expect(bed.eventTypes(one)).toContain('customs.outcome');
  });

  it('are taken back whole, with their flags, and can then come in again', async () => {
    const order = bed.addOrder('S1');
    const text = 'Order number,Result\nS1,refused';
    const id = await preview(text);
    await apply(id);
    expect(await codeOf(() => preview(text))).toBe('ERR_CUSTOMS_RESULT_FILE_REPEATED');
    expect(await codeOf(() => apply(id))).toBe('ERR_CUSTOMS_RESULT_IMPORT_STATE');
    await undoResults(bed.context, SYSTEM_ACT, id, 'wrong file');
    expect(outcomes()).toEqual([]);
    expect(bed.holds(order)).toEqual([]);
    expect(listLessons(bed.context.read, 'open')).toEqual([]);
    expect(bed.eventTypes(order)).toContain('customs.outcome_undone');
    await apply(await preview(text));
    expect(outcomes()).toHaveLength(1);
  });

  it('never record the same result twice', async () => {
    bed.addOrder('T1');
    record('T1', 'held');
    const id = await preview(
      'Order number,Result,Code,Reason\nT1,held,R1,no HS code\nT1,held,R2,other\nT1,held,R2,other',
    );
    expect(rows(id).map(({ state }) => state)).toEqual(['ready', 'duplicate', 'duplicate']);
    await apply(id);
    expect(outcomes()).toHaveLength(2);
  });

  it('read the receipts of customs and pass over the steps on the way', async () => {
    const orders = [bed.addOrder('U1'), bed.addOrder('U2')];
    const made = await bed.make(bed.request(orders));
    const [one, two] = listExportParcels(bed.context.read, made.id).map(({ copNo }) => copNo);
    const receipt = (copNo: string | undefined, status: string, info: string) =>
      `<InventoryReturn><guid>g</guid><copNo>${copNo}</copNo><returnStatus>${status}</returnStatus><returnTime>20261125140500123</returnTime><returnInfo>${info}</returnInfo></InventoryReturn>`;
    const xml = `<?xml version="1.0" encoding="UTF-8"?><CEB604Message guid="x" version="1.0" xmlns="http://www.chinaport.gov.cn/ceb">${receipt(one, '120', '[Code:120;Desc:海关入库]')}${receipt(one, '100', '[Code:1305;Desc:商品编码&lt;错误&gt;]')}${receipt(two, '800', '[Code:800;Desc:放行]')}</CEB604Message>`;
    const id = await preview(xml, {}, 'CEB604.xml');
    expect(rows(id).map(({ state, result }) => [state, result])).toEqual([
      ['ready', 'refused'],
      ['ready', 'cleared'],
      ['ignored', null],
    ]);
    await apply(id);
    expect(outcomes().find(({ result }) => result === 'refused')).toMatchObject({
      orderNumber: 'U1',
      reasonCode: '1305',
      reasonText: '商品编码<错误>',
      atMs: Date.UTC(2026, 10, 25, 6, 5),
    });
  });

  it('take the meaning of unknown words from the person, and JSON too', async () => {
    bed.addOrder('V1');
    const json = JSON.stringify({ results: [{ order_no: 'V1', status: 'abgewiesen', reason: 'x'.repeat(5_000) }] });
    const unknown = await preview(json, {}, 'r.json');
    expect(rows(unknown)[0]?.problem?.code).toBe('ERR_CUSTOMS_RESULT_STATUS_UNMAPPED');
    const known = await preview(json, { Abgewiesen: 'refused' }, 'r.json');
    expect(rows(known)[0]).toMatchObject({ state: 'ready', result: 'refused' });
    await apply(known);
    expect(outcomes()[0]?.reasonText).toHaveLength(400);
  });

  it.each([
    ['a document type', '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><CEB604Message/>'],
    ['another XML', '<html><body/></html>'],
    ['broken JSON', '[{"a":1'],
    ['a list of no objects', '[1,2]'],
    ['a broken workbook', 'PK\u0003\u0004 nothing'],
    ['no table', 'just words'],
  ])('refuse %s with a code', async (_name, text) => {
    expect(await codeOf(() => preview(text))).toMatch(/^ERR_(CUSTOMS_RESULT|IMPORT)_/);
  });
});

describe('results that are entered by hand', () => {
  it('place a flag that a later clearance takes away, and bring it back when the clearance was wrong', async () => {
    const order = bed.addOrder('W1');
    record('W1', 'held');
    expect(bed.holds(order)).toEqual(['clearance_held']);
    const cleared = record('W1', 'cleared');
    expect(bed.holds(order)).toEqual([]);
    removeOutcome(bed.context, SYSTEM_ACT, cleared.id, 'wrong parcel');
    expect(bed.holds(order)).toEqual(['clearance_held']);
    expect(await codeOf(() => removeOutcome(bed.context, SYSTEM_ACT, cleared.id, 'again'))).toBe(
      'ERR_CUSTOMS_RESULT_UNKNOWN',
    );
  });

  it('are refused for unknown numbers and when they are known', async () => {
    bed.addOrder('X1');
    expect(await codeOf(() => record('NOBODY', 'held'))).toBe('ERR_CUSTOMS_RESULT_NUMBER_UNKNOWN');
    record('X1', 'held');
    expect(await codeOf(() => record('X1', 'held'))).toBe('ERR_CUSTOMS_RESULT_DUPLICATE');
  });
});

const FINDING: CustomsFinding = {
  path: 'lines.0.descriptionEn',
  ruleId: 'us.vague',
  severity: 'block',
  textEn: 'Vague',
  textZh: '笼统',
  fixEn: '',
  fixZh: '',
  sourceRef: 'E8',
};

describe('the learning list', () => {
  const lesson = () => {
    const [first] = listLessons(bed.context.read, null);
    if (!first) throw new Error('nothing to learn');
    return first;
  };

  it('holds refused and held parcels only', () => {
    for (const [number, result] of [
      ['Y1', 'refused'],
      ['Y2', 'held'],
      ['Y3', 'returned'],
      ['Y4', 'cleared'],
    ] as const) {
      bed.addOrder(number);
      record(number, result);
    }
    expect(
      listLessons(bed.context.read, 'open')
        .map(({ outcome }) => outcome.orderNumber)
        .toSorted(),
    ).toEqual(['Y1', 'Y2']);
  });

  it("says which of today's rules would have caught it, else drafts one", () => {
    bed.addOrder('Z1');
    record('Z1', 'refused', 'description too vague');
    const missed = reviewLesson(bed.context, bed.services, SYSTEM_ACT, lesson().id);
    expect(missed).toMatchObject({
      findings: [],
      draft: { id: 'us.learned.r1', territory: 'US', hs6: ['691200', '851822'], severity: 'warn', confidence: 'M' },
    });
    expect(missed.draft?.textEn).toContain('refused in US: R1: description');
    expect(missed.draft?.textZh).toContain('被拒绝：R1：description');
    bed.findings.push({ ...FINDING, ruleId: 'base.no-lane-rules' });
    const alone = reviewLesson(bed.context, bed.services, SYSTEM_ACT, lesson().id);
    expect(alone).toMatchObject({ findings: [], draft: { territory: 'US' } });
    bed.findings.push({ ...FINDING, severity: 'warn', ruleId: 'us.hint' });
    const warned = reviewLesson(bed.context, bed.services, SYSTEM_ACT, lesson().id);
    expect(warned).toMatchObject({ findings: [{ ruleId: 'us.hint' }], draft: { territory: 'US' } });
    bed.findings.push(FINDING);
    const caught = reviewLesson(bed.context, bed.services, SYSTEM_ACT, lesson().id);
    expect(caught.findings?.map(({ ruleId }) => ruleId)).toEqual(['us.hint', 'us.vague']);
    expect(caught.draft).toBeNull();
  });

  it('says why a parcel cannot be looked at', () => {
    bed.addOrder('Z2');
    record('Z2', 'held');
    const view = reviewLesson(bed.context, { ...bed.services, checkDeclaration: null }, SYSTEM_ACT, lesson().id);
    expect(view).toMatchObject({ findings: null, reviewProblem: { code: 'ERR_CUSTOMS_RULES_MISSING' } });
  });

  it('is closed with a reason, by the newer of two windows', async () => {
    bed.addOrder('Z3');
    record('Z3', 'refused');
    const { id, version } = lesson();
    const decide = () =>
      decideLesson(bed.context, SYSTEM_ACT, { id, version, state: 'dismissed', reason: 'buyer gave a wrong number' });
    expect(decide()).toMatchObject({ state: 'dismissed', reason: 'buyer gave a wrong number', decidedBy: 'test' });
    expect(await codeOf(decide)).toBe('ERR_CUSTOMS_LESSON_CHANGED');
  });
});

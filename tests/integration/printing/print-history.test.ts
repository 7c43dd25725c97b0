import { expect, it } from 'vitest';
import { createDevice } from '#main/usecases/devices/manage-devices.ts';
import { waveLabelKey } from '#main/usecases/documents/wave-label-key.ts';
import { listPrintHistory } from '#main/usecases/printing/list-print-history.ts';
import { viewPrintJobs } from '#main/usecases/printing/print-job-rows.ts';
import type { PrinterConfig } from '#shared/contract/devices.ts';
import type { PrintKind } from '#shared/contract/print-jobs.ts';
import { OPERATOR } from '#tests/support/printing/queue-bed.ts';
import { openUseCaseBed } from '#tests/support/use-case-bed.ts';

const COMPONENT: PrinterConfig = {
  kind: 'printer',
  address: { kind: 'component', componentId: 'cainiao', port: 13528, printer: '' },
  languageId: 'platform-document',
  dotsPerMm: 8,
  widthMm: 100,
  heightMm: 150,
  gapMm: 2,
  darkness: null,
  speed: null,
  rotate180: false,
};
const TSPL: PrinterConfig = {
  ...COMPONENT,
  address: { kind: 'tcp', host: '127.0.0.1', port: 9100 },
  languageId: 'tspl',
};

/** Two printers, and jobs that came one after the other, three of them in one millisecond. */
function openHistory() {
  const { context } = openUseCaseBed();
  const add = (name: string, config: PrinterConfig) =>
    createDevice(context, OPERATOR, { name, config, isDefault: false });
  const printers = { label: add('Labels', TSPL), component: add('Cainiao', COMPONENT) };
  const { db } = context;
  db.prepare<[]>('PRAGMA foreign_keys = OFF').run();
  for (const [order, kind, value] of [
    ['o1', 'display', '#1001'],
    ['o1', 'waybill', 'SF1'],
    ['o2', 'display', '#1002'],
    ['o1', 'wave', 'WV20261129-0001'],
  ])
    db.prepare<(string | undefined)[]>(`INSERT INTO external_ids (order_id, kind, value) VALUES (?, ?, ?)`).run(
      order,
      kind,
      value,
    );
  const job = db.prepare<(string | number | null)[]>(
    `INSERT INTO print_jobs (id, label_key, print_number, kind, order_id, device_id, template_id, data_json, content_hash, copies, state, proof,
       bytes_total, bytes_sent, operator_id, created_at_ms) VALUES (?, ?, 1, ?, ?, ?, '', '{}', '', 1, 'printed', 'inferred', 0, 0, 'Op', ?)`,
  );
  const insert = (id: string, kind: PrintKind, orderId: string | null, atMs: number, key = id) =>
    job.run(id, key, kind, orderId, kind === 'waybill' && orderId === null ? printers.component : printers.label, atMs);
  insert('a', 'test', null, 1);
  insert('b', 'waybill', 'o1', 2);
  insert('c', 'packing_slip', 'o1', 2);
  insert('d', 'waybill', 'o2', 2);
  insert('e', 'waybill', null, 3, 'platform:cainiao:7310008');
  db.prepare<[]>(
    "INSERT INTO waves (id, number, order_json, created_at_ms, created_by) VALUES ('w1', 'WV20261129-0001', '{}', 3, 'Op')",
  ).run();
  insert('f', 'wave_list', null, 3, waveLabelKey('w1', 'orders', 1));
  insert('g', 'pick_slip', null, 3, waveLabelKey('w1', 'lines', 12));
  insert('h', 'wave_list', null, 3, waveLabelKey('w10', 'orders', 1));
  const history = (wanted: Partial<Parameters<typeof listPrintHistory>[1]>) =>
    listPrintHistory(context.read, { after: null, limit: 50, ...wanted });
  const idsOf = (wanted: Parameters<typeof history>[0]): string =>
    history(wanted)
      .jobs.map(({ id }) => id)
      .join('');
  return { context, history, idsOf, printers };
}

it('is read page by page to its end, nothing twice and nothing left out, also within one millisecond', () => {
  const { history } = openHistory();
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const page: ReturnType<typeof history> = history({ after, limit: 2 });
    seen.push(...page.jobs.map(({ id }) => id));
    after = page.next;
  } while (after !== null);
  expect(seen).toEqual(['h', 'g', 'f', 'e', 'd', 'c', 'b', 'a']);
});

it('is found by any number of the order, and by that of a waybill that only its platform can read', () => {
  const { idsOf } = openHistory();
  expect(idsOf({ number: ' 1001 ' })).toBe('cb');
  expect(idsOf({ number: 'SF1' })).toBe('cb');
  expect(idsOf({ number: 'SF1.P2' })).toBe('cb');
  expect(idsOf({ number: '7310008' })).toBe('e');
  expect(idsOf({ number: '9999' })).toBe('');
  expect(idsOf({ number: '' })).toBe('hgfedcba');
});

it('shows the pages of a wave by its number, beside what was printed for its orders', () => {
  const { context, idsOf } = openHistory();
  expect(idsOf({ number: 'WV20261129-0001' })).toBe('gfcb');
  expect(idsOf({ number: 'WV20261129-0001', kind: 'wave_list' })).toBe('f');
  const numbers = viewPrintJobs(context.read, ['a', 'f', 'g', 'h']).map(({ id, waveNumber }) => `${id} ${waveNumber}`);
  expect(numbers).toEqual(['a null', 'f WV20261129-0001', 'g WV20261129-0001', 'h null']);
});

it('is picked by printer and by kind, out of the index alone', () => {
  const { context, idsOf, printers } = openHistory();
  expect(idsOf({ kind: 'waybill' })).toBe('edb');
  expect(idsOf({ deviceId: printers.component })).toBe('e');
  expect(idsOf({ deviceId: printers.label, kind: 'waybill', number: '1002' })).toBe('d');
  const plan = context.read
    .prepare<[], { detail: string }>(
      `EXPLAIN QUERY PLAN SELECT p.id FROM print_jobs p WHERE p.kind = 'receipt' ORDER BY p.created_at_ms DESC, p.id DESC LIMIT 50`,
    )
    .all();
  expect(plan.map(({ detail }) => detail)).toEqual(['SCAN p USING COVERING INDEX print_jobs_time']);
});

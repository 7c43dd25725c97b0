import { implement } from '@orpc/server';
import { contract } from '#shared/contract/index.ts';
import type { ImportView } from '#shared/contract/imports.ts';
import type { JobView } from '#shared/contract/jobs.ts';
import { ImportId } from '#shared/model/ids.ts';
import type { z } from 'zod';
import { NOW, STOCK } from './mock-data.ts';

const os = implement(contract);

const job = (index: number, state: JobView['state'], topic: string, problem: JobView['problem']): JobView => ({
  id: `job-${index}`,
  topic,
  key: `${topic}:${index}`,
  state,
  attempts: state === 'parked' ? 5 : 1,
  dueAtMs: NOW + index * 20_000,
  orderId: `order-${index}`,
  orderNumber: `39845120765${index}`,
  shopName: null,
  unsettledParcelId: null,
  problem,
  progress: null,
  createdAtMs: NOW - index * 60_000,
  finishedAtMs: state === 'done' ? NOW : null,
});

const jobs: JobView[] = [
  job(1, 'parked', 'shipment.confirm', {
    code: 'ERR_CHANNEL_REFUSED',
    data: { vendorCode: 'isv.logistics-offline-service-error', vendorText: '运单号不符合规则' },
  }),
  job(2, 'waiting', 'shipment.confirm', { code: 'ERR_CHANNEL_UNREACHABLE', data: { shop: '西湖茶舍旗舰店' } }),
  job(3, 'leased', 'shop.pull', null),
  job(4, 'done', 'shipment.confirm', null),
  job(5, 'done', 'backup.create', null),
];

const view = (state: z.infer<typeof ImportView>['state']): z.infer<typeof ImportView> => ({
  id: ImportId.parse('import-1'),
  kind: 'skus',
  fileName: '库存-11月.xlsx',
  state,
  problem: null,
  rowCount: 5,
  appliedCount: state === 'applied' ? 4 : 0,
  errorCount: 1,
  doubtCount: 0,
  createdAtMs: NOW,
  appliedAtMs: state === 'applied' ? NOW : null,
  undoneAtMs: null,
  mapping: { code: '商家编码', title: '名称', onHand: '数量', barcode: '条码' },
});
let current = view('previewed');

const rows = [
  {
    rowNumber: 2,
    cells: ['TEA-LJ-250', '西湖龙井', '120', '6901234567892'],
    state: 'ready' as const,
    problems: [],
    doubts: [],
  },
  {
    rowNumber: 3,
    cells: ['CUP-JZ-350', '青花盖杯', '92', '6909876543215'],
    state: 'ready' as const,
    problems: [],
    doubts: [],
  },
  {
    rowNumber: 4,
    cells: ['SCARF-SILK-R', '真丝长巾', '十二', '6935123456784'],
    state: 'error' as const,
    problems: [{ code: 'ERR_IMPORT_VALUE_INVALID' as const, data: { column: '数量', value: '十二', row: 4 } }],
    doubts: [],
  },
  {
    rowNumber: 5,
    cells: ['FAN-BAMBOO', '折扇', '36', '6920111122226'],
    state: 'ready' as const,
    problems: [],
    doubts: [],
  },
];

const preview = () => ({
  import: current,
  headers: ['商家编码', '名称', '数量', '条码'],
  rows,
  encoding: 'GB18030',
  template: 'none' as const,
});

export const mockWork = {
  jobs: {
    list: os.jobs.list.handler(({ input }) => ({
      jobs: jobs.filter(({ state }) =>
        input.state === 'open' ? ['waiting', 'leased'].includes(state) : !input.state || state === input.state,
      ),
      counts: { waiting: 1, leased: 1, done: 2, parked: 1 },
    })),
    retry: os.jobs.retry.handler(() => jobs[0] as JobView),
    retryParked: os.jobs.retryParked.handler(() => ({ retried: 1 })),
    cancel: os.jobs.cancel.handler(() => jobs[0] as JobView),
  },
  imports: {
    list: os.imports.list.handler(() => ({ imports: [current] })),
    fields: os.imports.fields.handler(() => ({
      fields: [
        { name: 'code', required: true },
        { name: 'title', required: true },
        { name: 'onHand', required: true },
        { name: 'barcode', required: false },
        { name: 'weightG', required: false },
        { name: 'location', required: false },
      ],
    })),
    preview: os.imports.preview.handler(({ input }) => {
      current = { ...view('previewed'), fileName: input.fileName, kind: input.kind };
      return preview();
    }),
    drafts: os.imports.drafts.handler(() => ({ imports: [] })),
    draft: os.imports.draft.handler(() => preview()),
    discard: os.imports.discard.handler(() => ({ discarded: true as const })),
    rows: os.imports.rows.handler(({ input }) => ({
      rows: input.onlyErrors ? rows.filter((row) => row.problems.length > 0) : rows,
    })),
    apply: os.imports.apply.handler(() => (current = view('applied'))),
    stop: os.imports.stop.handler(() => (current = view('stopped'))),
    undo: os.imports.undo.handler(() => (current = { ...view('undone'), undoneAtMs: NOW })),
  },
  stock: {
    list: os.stock.list.handler(({ input }) => ({
      rows: STOCK.filter((row) => !input.text || `${row.code}${row.title}${row.barcodes.join()}`.includes(input.text)),
      next: null,
    })),
    movements: os.stock.movements.handler(() => ({
      movements: [
        {
          seq: 1,
          atMs: NOW - 86_400_000,
          kind: 'import',
          onHandDelta: 120,
          reservedDelta: 0,
          orderId: null,
          note: '库存-11月.xlsx',
        },
        {
          seq: 2,
          atMs: NOW - 3_600_000,
          kind: 'reserve',
          onHandDelta: 0,
          reservedDelta: 2,
          orderId: 'order-3',
          note: '',
        },
        {
          seq: 3,
          atMs: NOW - 1_800_000,
          kind: 'issue',
          onHandDelta: -2,
          reservedDelta: -2,
          orderId: 'order-3',
          note: '',
        },
      ],
      rebuiltOnHand: 118,
      rebuiltReserved: 0,
      storedOnHand: 118,
      storedReserved: 0,
    })),
    adjust: os.stock.adjust.handler(() => STOCK[0] as (typeof STOCK)[number]),
    teachBarcode: os.stock.teachBarcode.handler(() => STOCK[0] as (typeof STOCK)[number]),
  },
};

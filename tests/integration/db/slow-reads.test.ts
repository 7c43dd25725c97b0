import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { READER_WORKER } from '#main/app/open-readers.ts';
import type { NamedQuery } from '#main/db/queries/named-query.ts';
import { openReaderPool } from '#main/db/reader-pool.ts';
import type { ReaderPool } from '#main/db/reader-pool.ts';
import { enqueueJob } from '#main/db/repos/jobs-repo.ts';
import { listAuditQuery } from '#main/usecases/audit/audit-query.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { listJobsQuery } from '#main/usecases/jobs/jobs-query.ts';
import { indexOrders } from '#main/usecases/orders/index-orders.ts';
import { listOrdersQuery, pageOrders } from '#main/usecases/orders/page-orders.ts';
import { listStockQuery, readLedgerQuery } from '#main/usecases/stock/stock-queries.ts';
import { openUseCaseBed, paidDraft, START_MS, SYSTEM_ACT } from '#tests/support/use-case-bed.ts';

const ADA = { kind: 'operator', id: 'op-1', name: 'Ada' } as const;

describe('reads that could hold up the backend', () => {
  let bed: ReturnType<typeof openUseCaseBed>;
  let readers: ReaderPool;
  let skuId = '';
  beforeEach(() => {
    bed = openUseCaseBed();
    skuId = bed.addSku('CUP', 9);
    bed.intake([paidDraft('T-1001', 'CUP', 2), paidDraft('T-1002', 'CUP', 1)]);
    indexOrders(bed.context.db, 10);
    bed.context.db.transaction((tx) => {
      enqueueJob(tx, bed.context, { topic: 't', key: 'k', payload: {} });
      recordAudit(tx, { atMs: START_MS, act: { ...SYSTEM_ACT, actor: ADA }, what: 'shop.update', target: 's1' });
    });
    readers = openReaderPool({ worker: READER_WORKER, file: bed.file, key: bed.key, size: 1 });
  });
  afterEach(async () => {
    await readers.close();
    bed.close();
  });

  it('say the same in another thread', async () => {
    const same = async <I, O>(query: NamedQuery<I, O>, input: I): Promise<O> => {
      const there = await readers.run(query, input);
      expect(there).toEqual(query.run(bed.context.read, input));
      return there;
    };
    expect((await same(listOrdersQuery, { text: 'goods cup', limit: 5 })).items).toHaveLength(2);
    expect((await same(listStockQuery, { text: 'cu', limit: 5 })).rows).toHaveLength(1);
    expect((await same(readLedgerQuery, skuId)).movements).toHaveLength(3);
    expect((await same(listJobsQuery, { limit: 5 })).jobs).toHaveLength(1);
    expect(await same(listAuditQuery, { limit: 5 })).toMatchObject({ actors: ['Ada'], acts: ['shop.update'] });
    await expect(readers.run(readLedgerQuery, 'nothing')).rejects.toMatchObject({ code: 'ERR_STOCK_SKU_UNKNOWN' });
  });

  it('are only those orders pages that look for a text; the others stay where they are quickest', async () => {
    const page = await pageOrders(bed.context.read, readers, { text: '  ', limit: 5 });
    expect([page.items.length, readers.threads]).toEqual([2, 0]);
    const found = await pageOrders(bed.context.read, readers, { text: '1002', limit: 5 });
    expect([found.items.length, readers.threads]).toEqual([1, 1]);
  });
});

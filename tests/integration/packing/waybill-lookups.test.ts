import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { STATION_ID } from '#main/app/station-id.ts';
import { holdOrder } from '#main/usecases/orders/hold-order.ts';
import { readOrderDetail } from '#main/usecases/orders/read-order-detail.ts';
import { cancelParcel, nextParcel } from '#main/usecases/packing/leave-parcel.ts';
import { reprintLabel } from '#main/usecases/printing/decide-print-job.ts';
import { listPrintJobs } from '#main/usecases/printing/print-job-rows.ts';
import { recoverPrintJobs } from '#main/usecases/printing/recover-print-jobs.ts';
import { listCarrierAccounts } from '#main/usecases/shipping/manage-carriers.ts';
import { until } from '#tests/support/until.ts';
import { OPERATOR, startWorkstationBed } from '#tests/support/workstation-bed.ts';
import type { WorkstationBed } from '#tests/support/workstation-bed.ts';

describe('what is looked up again and again', () => {
  let bed: WorkstationBed;
  let jobId = '';
  beforeAll(async () => {
    bed = await startWorkstationBed(12);
    bed.pack(bed.readyNumber());
  });
  afterAll(() => bed.stop());

  /** How SQLite goes through a table for each statement of some work that names it. */
  async function plansOf(table: string, work: () => unknown): Promise<string[]> {
    const { db } = bed.services.context;
    const spies = [vi.spyOn(db, 'prepare'), vi.spyOn(db, 'pluck')];
    await work();
    const seen = new Set(spies.flatMap((spy) => spy.mock.calls.map(([sql]) => sql)));
    for (const spy of spies) spy.mockRestore();
    return [...seen]
      .filter((sql) => sql.includes('SELECT') && sql.includes(table))
      .map((sql) => {
        const steps = bed.services.context.read.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`);
        return steps
          .all(...Array.from(sql.matchAll(/\?/g), () => null))
          .map(({ detail }) => detail)
          .join('; ');
      });
  }

  /** A table read whole, or an index made for one answer only. */
  const WHOLE = /SCAN (waybills|w|print_jobs|p)\b(?! USING INDEX print_jobs_open)|AUTOMATIC/;

  it('waybills are found by an index while a box is closed and its label printed', async () => {
    const plans = await plansOf('waybills', async () => {
      await bed.finish();
      await until(() => bed.state().phase === 'done', 'the label is out');
    });
    expect(plans.length).toBeGreaterThan(2);
    expect(plans.filter((plan) => WHOLE.test(plan))).toEqual([]);
    jobId = bed.state().printJob?.id ?? '';
  });

  it.each<[string, string, () => unknown]>([
    ['waybills', 'a scan at the station', () => bed.scan(bed.state().trackingNumber ?? '')],
    ['waybills', 'the screen of the station', () => bed.state()],
    ['waybills', 'the list of print jobs', () => listPrintJobs(bed.read, { open: true, limit: 5 })],
    ['waybills', 'the page of an order', () => readOrderDetail(bed.read, bed.state().order?.id ?? '')],
    ['waybills', 'a reprint', () => reprintLabel(bed.services.context, OPERATOR, jobId, 'smeared')],
  ])('%s are found by an index for %s', async (table, _, work) => {
    const plans = await plansOf(table, work);
    expect(plans.length).toBeGreaterThan(0);
    expect(plans.filter((plan) => WHOLE.test(plan))).toEqual([]);
  });

  it('counts what waits to be handed over among the parcels that are still here', async () => {
    const plans = await plansOf('waybills', () => listCarrierAccounts(bed.read));
    expect(plans).toEqual([
      expect.stringMatching(/SCAN s USING INDEX shipments_held; SEARCH w USING INDEX waybills_shipment/),
    ]);
  });

  it('finds the prints of a parcel that is put back, and those that a crash cut, by an index', async () => {
    const { context } = bed.services;
    nextParcel(context, STATION_ID);
    bed.pack(bed.readyNumber());
    context.db.prepare<[]>("UPDATE shipments SET state = 'labelled' WHERE state = 'open'").run();
    holdOrder(context, OPERATOR, bed.state().order?.id ?? '', 'asked by phone');
    const putBack = await plansOf('print_jobs', () => cancelParcel(context, OPERATOR, STATION_ID));
    expect(putBack.length).toBeGreaterThan(1);
    expect(putBack.filter((plan) => WHOLE.test(plan))).toEqual([]);
    const cut = await plansOf('print_jobs', () => recoverPrintJobs(context, OPERATOR));
    expect(cut).toEqual([expect.stringContaining('USING INDEX print_jobs_open')]);
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openParcel } from '#main/usecases/packing/open-parcel.ts';
import { settleInterruptedImports } from '#main/usecases/imports/settle-interrupted-imports.ts';
import { startImport, startUndo, stopImport } from '#main/usecases/imports/start-import.ts';
import { viewImport } from '#main/usecases/imports/view-imports.ts';
import { readsOn } from '#main/db/queries/named-query.ts';
import { openImportBed, orderFile, orderRow } from '#tests/integration/imports/support/import-bed.ts';
import type { ImportBed } from '#tests/integration/imports/support/import-bed.ts';
import { SYSTEM_ACT } from '#tests/support/use-case-bed.ts';

const ORDERS = 300;

describe('a large import', () => {
  let bed: ImportBed;
  let importId = '';
  const file = orderFile(...Array.from({ length: ORDERS }, (_, index) => orderRow(`L-${index}`)));
  const view = () => viewImport(bed.context.read, importId);
  /** Does something once, after the first slice of rows. */
  const afterFirstSlice = (work: () => void): void => {
    const stop = bed.context.db.onCommit((areas) => {
      const { state, appliedCount } = view();
      const moved = state === 'undoing' ? appliedCount < ORDERS : appliedCount > 0;
      if (!areas.has('imports') || !moved) return;
      stop();
      work();
    });
  };
  beforeEach(async () => {
    bed = openImportBed();
    bed.addSku('CUP', 1_000);
    importId = (await bed.preview('orders', file)).importId;
  });
  afterEach(() => bed.closeBooks());

  it('lets other work have its turn, which sees how far it is', async () => {
    const seen = new Set<number>();
    let isOver = false;
    const look = (): void => {
      if (view().state === 'applying') seen.add(view().appliedCount);
      if (!isOver) setImmediate(look);
    };
    look();
    await bed.apply(importId);
    isOver = true;
    expect(seen.size).toBeGreaterThan(3);
    expect(view()).toMatchObject({ state: 'applied', appliedCount: ORDERS });
  });

  it('stops when a person says so, and goes on with the rest', async () => {
    afterFirstSlice(() => stopImport(bed.context, SYSTEM_ACT, importId));
    const stopped = await bed.apply(importId);
    expect(stopped).toMatchObject({ state: 'stopped', problem: null });
    expect(stopped.appliedCount).toBeLessThan(ORDERS);
    expect(bed.count('orders')).toBe(stopped.appliedCount);
    expect(await bed.apply(importId)).toMatchObject({ state: 'applied', appliedCount: ORDERS });
    expect(bed.count('orders')).toBe(ORDERS);
  });

  it('is taken back as far as it came', async () => {
    afterFirstSlice(() => stopImport(bed.context, SYSTEM_ACT, importId));
    await bed.apply(importId);
    expect(await bed.undo(importId)).toMatchObject({ state: 'undone', appliedCount: 0 });
    expect(new Set(bed.states(importId))).toEqual(new Set(['undone', 'skipped']));
    expect(bed.levelOf('CUP')).toEqual({ on_hand: 1_000, reserved: 0 });
    await expect(bed.apply(importId)).rejects.toThrow('ERR_IMPORT_ALREADY_APPLIED');
  });

  it('refuses to be begun again while it runs', async () => {
    startImport(bed.context, SYSTEM_ACT, importId);
    expect(() => startImport(bed.context, SYSTEM_ACT, importId)).toThrow('ERR_IMPORT_RUNNING');
    await expect(startUndo(bed.context, readsOn(bed.context.read), SYSTEM_ACT, importId)).rejects.toThrow(
      'ERR_IMPORT_RUNNING',
    );
    expect(await bed.run(importId)).toMatchObject({ state: 'applied' });
  });

  it('goes on after a crash by its job, with each order once', async () => {
    const crash = new AbortController();
    startImport(bed.context, SYSTEM_ACT, importId);
    afterFirstSlice(() => crash.abort());
    expect(await bed.run(importId, crash.signal)).toMatchObject({ state: 'applying' });
    settleInterruptedImports(bed.context);
    expect(await bed.run(importId)).toMatchObject({ state: 'applied', appliedCount: ORDERS, errorCount: 0 });
    expect(bed.count('orders')).toBe(ORDERS);
  });

  it('stands as broken off after a crash that left it without a job', async () => {
    const crash = new AbortController();
    startImport(bed.context, SYSTEM_ACT, importId);
    afterFirstSlice(() => crash.abort());
    await bed.run(importId, crash.signal);
    bed.context.db.transaction((tx) => tx.prepare<[]>("UPDATE jobs SET state = 'cancelled'").run());
    settleInterruptedImports(bed.context);
    expect(view()).toMatchObject({ state: 'stopped', problem: { code: 'ERR_IMPORT_INTERRUPTED' } });
    expect(await bed.apply(importId)).toMatchObject({ state: 'applied', appliedCount: ORDERS, problem: null });
  });

  it('is forgotten after a crash while its file was read', async () => {
    bed.context.db.transaction((tx) => tx.prepare<[]>("UPDATE imports SET state = 'reading'").run());
    settleInterruptedImports(bed.context);
    expect(bed.count('imports')).toBe(0);
  });

  it('stops being taken back where a parcel was opened meanwhile, and says which', async () => {
    await bed.apply(importId);
    afterFirstSlice(() =>
      bed.context.db.transaction((tx) =>
        openParcel(tx, bed.context, SYSTEM_ACT, 'station-1', bed.order('L-0')?.id ?? ''),
      ),
    );
    const stopped = await bed.undo(importId);
    expect(stopped).toMatchObject({
      state: 'stopped',
      problem: { code: 'ERR_IMPORT_NOT_UNDOABLE', data: { subject: 'L-0', reason: 'packing' } },
    });
    expect(stopped.appliedCount).toBeLessThan(ORDERS);
    expect(bed.order('L-0')).toMatchObject({ fulfilment: 'packing' });
    expect(bed.order('L-299')).toMatchObject({ fulfilment: 'cancelled' });
  });
});

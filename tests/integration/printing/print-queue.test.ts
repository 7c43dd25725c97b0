import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { arrangeQueue, moveToPrinter } from '#main/usecases/printing/arrange-queue.ts';
import { callOffPrints, decidePrintJob } from '#main/usecases/printing/decide-print-job.ts';
import { createPrintBatch } from '#main/usecases/printing/create-print-batch.ts';
import { viewPrintJob } from '#main/usecases/printing/print-job-rows.ts';
import { setQueueMode } from '#main/usecases/printing/queue-modes.ts';
import { setFailover } from '#main/usecases/printing/set-failover.ts';
import { viewQueueDetail } from '#main/usecases/printing/view-print-queues.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { DeviceId } from '#shared/model/ids.ts';
import { OPERATOR, openQueueBed } from '#tests/support/printing/queue-bed.ts';
import type { QueueBed } from '#tests/support/printing/queue-bed.ts';
import { until as untilDeadline } from '#tests/support/until.ts';

/** Drawing and reading back take their time on a busy machine. */
const until = (condition: () => boolean, what: string): Promise<void> => untilDeadline(condition, what, 60_000);

/** About the length of a label in TSPL: a cable that is pulled after so many bytes is pulled in the middle of it. */
const HALF_A_LABEL = 60_000;

describe('the queue of a printer', () => {
  let bed: QueueBed;
  let printer: Awaited<ReturnType<QueueBed['addPrinter']>>;
  beforeEach(async () => {
    bed = openQueueBed();
    printer = await bed.addPrinter('Printer 1');
  });
  afterEach(() => bed.close());

  const allPrinted = (orders: readonly string[]): Promise<void> =>
    until(() => bed.states(orders).every((state) => state === 'printed'), 'all are printed');
  const paused = (): void => setQueueMode(bed.context, OPERATOR, printer.deviceId, 'paused');
  const run = (): void => {
    setQueueMode(bed.context, OPERATOR, printer.deviceId, 'running');
    bed.queue.wake(printer.deviceId);
  };

  it('prints a batch in the order of the shelves, and upside down where that is asked for', async () => {
    const orders = bed.addOrders(4);
    bed.batch('batch-1', [orders[2] ?? '', orders[0] ?? '', orders[3] ?? '', orders[1] ?? '']);
    await allPrinted(orders);
    expect(await bed.paper(printer, orders)).toEqual([1, 2, 3, 4]);

    bed.batch('batch-2', orders, { keys: ['location'], reversed: true });
    await until(() => bed.jobs().filter((job) => job.state === 'printed').length === 8, 'the second batch is out');
    expect((await bed.paper(printer, orders)).slice(4)).toEqual([4, 3, 2, 1]);
  });

  it('makes one batch of two clicks', async () => {
    const orders = bed.addOrders(3);
    expect(bed.batch('batch-1', orders).queued).toBe(3);
    expect(bed.batch('batch-1', orders).queued).toBe(3);
    await allPrinted(orders);
    expect(printer.tcp.printer.labels).toHaveLength(3);
  });

  it('says which orders had nothing to print, and makes no empty batch', () => {
    const orders = bed.addOrders(1);
    expect(() => bed.context.db.transaction(() => bed.batch('batch-1', ['unknown']))).toThrow(
      expect.objectContaining({ code: 'ERR_ORDER_UNKNOWN' }),
    );
    bed.context.db.transaction((tx) => tx.prepare<[]>('UPDATE order_lines SET packed_quantity = 1').run());
    expect(() => bed.batch('batch-1', orders)).toThrow(expect.objectContaining({ code: 'ERR_PRINT_BATCH_EMPTY' }));
    expect(bed.jobs()).toEqual([]);
  });

  it('begins nothing while it is paused, also after a restart, and goes on in order', async () => {
    paused();
    const orders = bed.addOrders(3);
    bed.batch('batch-1', orders);
    await bed.restart();
    bed.queue.wakeAll();
    await bed.queue.whenIdle();
    expect(printer.tcp.receivedBytes).toBeLessThan(100);
    expect(bed.states(orders)).toEqual(['queued', 'queued', 'queued']);
    run();
    await allPrinted(orders);
    expect(await bed.paper(printer, orders)).toEqual([1, 2, 3]);
  });

  it('prints waiting labels in the order that a person gives them', async () => {
    paused();
    const orders = bed.addOrders(5);
    bed.batch('batch-1', orders);
    const job = (place: number): string => bed.jobOf(orders[place - 1] ?? '').id;
    arrangeQueue(bed.context, OPERATOR, [job(5), job(4)], 'first');
    arrangeQueue(bed.context, OPERATOR, [job(4)], 'down');
    arrangeQueue(bed.context, OPERATOR, [job(5)], 'last');
    arrangeQueue(bed.context, OPERATOR, [job(3)], 'up');
    const waiting = viewQueueDetail(bed.context.read, printer.deviceId).waiting.map(({ orderId }) => orderId);
    expect(waiting.map((id) => orders.indexOf(id ?? '') + 1)).toEqual([4, 1, 3, 2, 5]);
    run();
    await allPrinted(orders);
    expect(await bed.paper(printer, orders)).toEqual([4, 1, 3, 2, 5]);
  });

  it('lets nobody move or call off a label that may be on paper', async () => {
    const orders = bed.addOrders(1);
    bed.batch('batch-1', orders);
    await allPrinted(orders);
    const jobIds = [bed.jobOf(orders[0] ?? '').id];
    const refused = expect.objectContaining({ code: 'ERR_PRINT_STATE' });
    expect(() => arrangeQueue(bed.context, OPERATOR, jobIds, 'first')).toThrow(refused);
    expect(() => moveToPrinter(bed.context, OPERATOR, jobIds, printer.deviceId)).toThrow(refused);
    expect(() => callOffPrints(bed.context, OPERATOR, jobIds)).toThrow(refused);
  });

  it('calls off what waits, and prints the rest', async () => {
    paused();
    const orders = bed.addOrders(3);
    bed.batch('batch-1', orders);
    callOffPrints(bed.context, OPERATOR, [bed.jobOf(orders[1] ?? '').id]);
    run();
    await until(() => bed.states(orders).join() === 'printed,voided,printed', 'the others are out');
    expect(await bed.paper(printer, orders)).toEqual([1, 3]);
  });

  it('goes on with exactly the next label after paper ran out in the middle of one', async () => {
    printer.tcp.printer.loadPaper(375);
    const orders = bed.addOrders(5);
    bed.batch('batch-1', orders);
    await until(() => bed.jobOf(orders[2] ?? '').state === 'blocked', 'the roll is empty');
    printer.tcp.printer.loadPaper();
    await allPrinted(orders);
    expect(await bed.paper(printer, orders)).toEqual([1, 2, 3, 4, 5]);
    expect(bed.jobs().every((job) => job.print_number === 1)).toBe(true);
  });

  it('names the label in doubt when the cable is pulled, holds the batch, and prints it again in its place', async () => {
    const orders = bed.addOrders(5);
    printer.tcp.closeAfterBytes(2 * 120_200 + HALF_A_LABEL);
    bed.batch('batch-1', orders);
    await until(() => bed.jobOf(orders[2] ?? '').state === 'interrupted', 'the third broke off');
    await bed.queue.whenIdle();
    const detail = viewQueueDetail(bed.context.read, printer.deviceId);
    expect(detail.asking.map(({ batch }) => batch)).toEqual([{ id: 'batch-1', position: 3, size: 5 }]);
    expect(bed.states(orders)).toEqual(['printed', 'printed', 'interrupted', 'queued', 'queued']);
    expect(detail.queue.batches[0]).toMatchObject({ labelCount: 5, printedCount: 2, waitingCount: 2, askingCount: 1 });

    decidePrintJob(bed.context, OPERATOR, bed.jobOf(orders[2] ?? '').id, 'reprint');
    bed.queue.wake(printer.deviceId);
    await allPrinted(orders);
    expect(await bed.paper(printer, orders)).toEqual([1, 2, 3, 4, 5]);
    expect(bed.jobs().filter((job) => job.state === 'voided')).toHaveLength(1);
  });

  it('lets a label outside of the batch pass while the batch waits for an answer', async () => {
    const orders = bed.addOrders(3);
    printer.tcp.closeAfterBytes(HALF_A_LABEL);
    bed.batch('batch-1', orders.slice(0, 2));
    await until(() => bed.jobOf(orders[0] ?? '').state === 'interrupted', 'the first broke off');
    bed.batch('batch-2', orders.slice(2));
    await until(() => bed.jobOf(orders[2] ?? '').state === 'printed', 'the other batch is out');
    expect(bed.jobOf(orders[1] ?? '').state).toBe('queued');
  });

  it('moves waiting labels to another printer, which prints them in their order', async () => {
    const second = await bed.addPrinter('Printer 2');
    paused();
    const orders = bed.addOrders(4);
    bed.batch('batch-1', orders);
    const moved = orders.slice(2).map((id) => bed.jobOf(id).id);
    moveToPrinter(bed.context, OPERATOR, moved.toReversed(), second.deviceId);
    bed.queue.wake(second.deviceId);
    run();
    await allPrinted(orders);
    expect(await bed.paper(printer, orders)).toEqual([1, 2]);
    expect(await bed.paper(second, orders)).toEqual([3, 4]);
  });

  it('gives what waits to the printer that its rule names, once it has stood still for long enough', async () => {
    const second = await bed.addPrinter('Printer 2');
    await second.open.monitor.check();
    await printer.tcp.unplug();
    setFailover(bed.context, OPERATOR, printer.deviceId, {
      deviceId: DeviceId.parse(second.deviceId),
      afterMs: 60_000,
    });
    const orders = bed.addOrders(2);
    bed.batch('batch-1', orders);
    await until(() => bed.jobOf(orders[0] ?? '').state === 'blocked', 'the printer is away');
    await bed.queue.whenIdle();
    expect(bed.jobs().every((job) => job.device_id === printer.deviceId)).toBe(true);

    bed.clock.atMs += 60_000;
    bed.queue.wake(printer.deviceId);
    await allPrinted(orders);
    expect(await bed.paper(second, orders)).toEqual([1, 2]);
    expect(bed.eventTypes(orders[0] ?? '')).toContain('label.moved');
    await printer.tcp.plugIn();
  });

  it('keeps a person’s answer when the printer has its say later, and tells that it did', async () => {
    const orders = bed.addOrders(2);
    printer.tcp.printer.loadPaper(75);
    bed.batch('batch-1', orders);
    await until(() => bed.jobOf(orders[0] ?? '').state === 'blocked', 'the roll is empty');
    const jobId = bed.jobOf(orders[0] ?? '').id;
    decidePrintJob(bed.context, OPERATOR, jobId, 'void');
    printer.tcp.printer.loadPaper();
    await until(() => bed.jobOf(orders[1] ?? '').state === 'printed', 'the next is out');
    expect(bed.jobOf(orders[0] ?? '').state).toBe('voided');
    expect(bed.eventTypes(orders[0] ?? '')).toContain('label.told_late');
  });

  it('goes on with the next label at once when a person answers for one that hangs in the printer', async () => {
    const orders = bed.addOrders(2);
    printer.tcp.printer.loadPaper(75);
    bed.batch('batch-1', orders);
    await until(() => bed.jobOf(orders[0] ?? '').state === 'blocked', 'the roll is empty');
    const jobId = bed.jobOf(orders[0] ?? '').id;
    decidePrintJob(bed.context, OPERATOR, jobId, 'printed');
    bed.queue.release(jobId);
    await until(() => bed.jobOf(orders[1] ?? '').state === 'blocked', 'the next waits for paper');
    expect(bed.jobs().map(({ state, proof }) => [state, proof])).toEqual([
      ['printed', 'operator'],
      ['blocked', 'none'],
    ]);
  });

  it('tells what the driver said: not reached, no such port, then goes out by itself once that is mended', async () => {
    const [away = '', missing = ''] = bed.addOrders(2);
    const problemOf = (orderId: string) => viewPrintJob(bed.context.read, bed.jobOf(orderId).id).problem;
    await printer.tcp.unplug();
    bed.batch('batch-1', [away]);
    await until(() => bed.jobOf(away).state === 'blocked', 'the printer is away');
    expect(problemOf(away)).toMatchObject({ code: 'ERR_DEVICE_OFFLINE', data: { device: 'Printer 1' } });

    const path = '/dev/packbench-has-no-such-port';
    const serial = await bed.addPrinter('Serial', {
      address: { kind: 'serial', path, baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1, flow: 'none' },
    });
    createPrintBatch(bed.context, bed.services, OPERATOR, {
      id: 'batch-2',
      kind: 'pick_slip',
      orderIds: [missing],
      order: { keys: ['location'], reversed: false },
      deviceId: serial.deviceId,
    });
    await until(() => bed.jobOf(missing).state === 'blocked', 'there is no such port');
    expect(problemOf(missing)).toMatchObject({ code: 'ERR_DEVICE_PORT_MISSING', data: { device: 'Serial' } });

    await printer.tcp.plugIn();
    moveToPrinter(bed.context, OPERATOR, [bed.jobOf(missing).id], printer.deviceId);
    bed.queue.wake(printer.deviceId);
    await allPrinted([away, missing]);
    expect([problemOf(away), problemOf(missing)]).toEqual([null, null]);
  });

  describe('a label that is queued by a packer', () => {
    const label = (bedNow: QueueBed, orderId: string) => ({
      labelKey: `label:${orderId}`,
      kind: 'pick_slip' as const,
      orderId,
      shipmentId: null,
      deviceId: printer.deviceId,
      ...(bedNow.slipOf(orderId) ?? { templateId: '', data: {} }),
      contentHash: '',
    });

    it('leaves at once on an idle printer, once for two clicks', async () => {
      const [orderId = ''] = bed.addOrders(1);
      await printer.open.monitor.check();
      const ids = await Promise.all([
        bed.queue.submit(OPERATOR, label(bed, orderId)),
        bed.queue.submit(OPERATOR, label(bed, orderId)),
      ]);
      await allPrinted([orderId]);
      await bed.queue.whenIdle();
      expect(new Set(ids).size).toBe(1);
      expect(bed.jobs()).toHaveLength(1);
      expect(await bed.paper(printer, [orderId])).toEqual([1]);
    });

    it('is written down before its first byte: cut off in the middle it asks', async () => {
      const [orderId = ''] = bed.addOrders(1);
      await printer.open.monitor.check();
      printer.tcp.closeAfterBytes(HALF_A_LABEL);
      await bed.queue.submit(OPERATOR, label(bed, orderId));
      await until(() => bed.jobOf(orderId).state === 'interrupted', 'it broke off');
      expect(bed.jobs()).toHaveLength(1);
    });

    it('is not queued where what belongs to it is refused, and leaves with what is written alongside, in one commit', async () => {
      const [refused = '', orderId = ''] = bed.addOrders(2);
      await printer.open.monitor.check();
      const refusal = new AppError('ERR_PACKING_WEIGHT_MISSING', {});
      await expect(
        bed.queue.submit(OPERATOR, label(bed, refused), () => {
          throw refusal;
        }),
      ).rejects.toBe(refusal);
      await bed.queue.whenIdle();
      expect(bed.jobs()).toEqual([]);

      const commits: string[] = [];
      await bed.queue.submit(OPERATOR, label(bed, orderId), (tx) => {
        tx.afterCommit(() => commits.push(bed.jobOf(orderId).state));
      });
      expect(commits).toEqual(['sending']);
      await allPrinted([orderId]);
    });

    it('takes its place in the queue where the printer is blocked, away or paused', async () => {
      const orders = bed.addOrders(3);
      await printer.open.monitor.check();
      printer.tcp.printer.block('cover_open');
      await bed.queue.submit(OPERATOR, label(bed, orders[0] ?? ''));
      await until(() => bed.jobOf(orders[0] ?? '').state === 'blocked', 'the cover is open');
      paused();
      await bed.queue.submit(OPERATOR, label(bed, orders[1] ?? ''));
      await printer.tcp.unplug();
      await bed.queue.submit(OPERATOR, label(bed, orders[2] ?? ''));
      expect(bed.states(orders).map((state) => state === 'queued' || state === 'blocked')).toEqual([true, true, true]);
      printer.tcp.printer.unblock('cover_open');
      await printer.tcp.plugIn();
      run();
      await allPrinted(orders);
      expect(await bed.paper(printer, orders)).toEqual([1, 2, 3]);
    });
  });
});

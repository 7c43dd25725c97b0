import { afterEach, beforeEach, expect, it } from 'vitest';
import { printPickSlip } from '#main/usecases/printing/print-pick-slip.ts';
import { OPERATOR, openQueueBed } from '#tests/support/printing/queue-bed.ts';
import type { QueueBed } from '#tests/support/printing/queue-bed.ts';

let bed: QueueBed;

beforeEach(async () => {
  bed = openQueueBed();
  await bed.addPrinter('Printer 1');
});

afterEach(() => bed.close());

it('the same request for a pick slip prints it once, a new request prints another', async () => {
  const [orderId = ''] = bed.addOrders(1);
  const ask = (requestId?: string) => printPickSlip(bed.context, bed.services, OPERATOR, { orderId, requestId });
  const first = await ask('a');
  bed.clock.atMs += 1_000;
  expect(await ask('a')).toBe(first);
  expect(bed.jobs()).toHaveLength(1);
  expect(await ask('b')).not.toBe(first);
  expect(await ask()).not.toBe(await ask());
  expect(bed.jobs()).toHaveLength(4);
});

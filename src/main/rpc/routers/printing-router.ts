import { readPrintData } from '#main/usecases/printing/read-print-data.ts';
import { ARCHIVED_PAPER_TEMPLATE, paperOfJob } from '#main/usecases/customs/papers/print-papers.ts';
import { viewPictures } from '#main/usecases/customs/papers/view-pictures.ts';
import { actOf } from '#main/rpc/act-of.ts';
import { base } from '#main/rpc/base.ts';
import { arrangeQueue, moveToPrinter } from '#main/usecases/printing/arrange-queue.ts';
import { createPrintBatch } from '#main/usecases/printing/create-print-batch.ts';
import { callOffPrints, decidePrintJob, reprintLabel } from '#main/usecases/printing/decide-print-job.ts';
import { listNewestBatches } from '#main/usecases/printing/print-batch-rows.ts';
import { scanLabel } from '#main/usecases/printing/prove-by-scan.ts';
import { setQueueMode } from '#main/usecases/printing/queue-modes.ts';
import { setFailover } from '#main/usecases/printing/set-failover.ts';
import { listPrintQueues, viewPrintQueue, viewQueueDetail } from '#main/usecases/printing/view-print-queues.ts';
import { listPrintHistory } from '#main/usecases/printing/list-print-history.ts';
import { listPrintJobs, readPrintJob, viewPrintJob } from '#main/usecases/printing/print-job-rows.ts';
import { printPickSlip } from '#main/usecases/printing/print-pick-slip.ts';
import type { Services } from '#main/app/services.ts';

/** Wakes the printer's queue and shows the job as it stands. */
function queued(services: Services, jobId: string) {
  const view = viewPrintJob(services.context.read, jobId);
  services.printQueue.wake(view.deviceId);
  return view;
}

export const printingRouter = base.printing.router({
  jobs: base.printing.jobs.handler(({ input, context }) => ({
    jobs: listPrintJobs(context.services.context.read, input),
  })),
  history: base.printing.history.handler(({ input, context }) =>
    listPrintHistory(context.services.context.read, input),
  ),
  preview: base.printing.preview.handler(async ({ input, context: { services } }) => {
    const job = readPrintJob(services.context.read, input.id);
    if (job.template_id === ARCHIVED_PAPER_TEMPLATE) {
      const paperId = paperOfJob(job.data_json);
      const [page] = (await viewPictures(services.context.read, services.customsPapers, paperId)).pages;
      return { pngBase64: page?.pngBase64 ?? '' };
    }
    const png = await services.renderer.png(
      job.template_id,
      readPrintData(job),
      services.devices.dotsPerMm(job.device_id),
    );
    return { pngBase64: Buffer.from(png).toString('base64') };
  }),
  decide: base.printing.decide.handler(({ input, context }) => {
    const jobId = decidePrintJob(context.services.context, actOf(context), input.id, input.decision);
    context.services.printQueue.release(input.id);
    return queued(context.services, jobId);
  }),
  reprint: base.printing.reprint.handler(({ input, context }) =>
    queued(context.services, reprintLabel(context.services.context, actOf(context), input.id, input.reason)),
  ),
  printPickSlip: base.printing.printPickSlip.handler(async ({ input, context }) =>
    queued(
      context.services,
      await printPickSlip(context.services.context, context.services.pickSlips, actOf(context), input),
    ),
  ),
  printCommandSheet: base.printing.printCommandSheet.handler(async ({ input, context }) =>
    queued(context.services, await context.services.printCommandSheet(actOf(context), input.deviceId)),
  ),
  printTest: base.printing.printTest.handler(async ({ input, context }) =>
    queued(
      context.services,
      await context.services.printTestLabel(actOf(context), input.deviceId, input.smallPictures),
    ),
  ),
  queues: base.printing.queues.handler(({ context }) => ({ queues: listPrintQueues(context.services.context.read) })),
  queue: base.printing.queue.handler(({ input, context }) =>
    viewQueueDetail(context.services.context.read, input.deviceId),
  ),
  setQueueMode: base.printing.setQueueMode.handler(({ input, context }) => {
    setQueueMode(context.services.context, actOf(context), input.deviceId, input.mode);
    context.services.printQueue.wake(input.deviceId);
    return viewPrintQueue(context.services.context.read, input.deviceId);
  }),
  setFailover: base.printing.setFailover.handler(({ input, context }) => {
    setFailover(context.services.context, actOf(context), input.deviceId, input.failover);
    context.services.printQueue.wake(input.deviceId);
    return viewPrintQueue(context.services.context.read, input.deviceId);
  }),
  arrange: base.printing.arrange.handler(({ input, context }) => {
    arrangeQueue(context.services.context, actOf(context), input.ids, input.place);
    return {};
  }),
  move: base.printing.move.handler(({ input, context }) => {
    moveToPrinter(context.services.context, actOf(context), input.ids, input.deviceId);
    context.services.printQueue.wake(input.deviceId);
    return {};
  }),
  callOff: base.printing.callOff.handler(({ input, context }) => {
    callOffPrints(context.services.context, actOf(context), input.ids);
    return {};
  }),
  batches: base.printing.batches.handler(({ input, context }) => ({
    batches: listNewestBatches(context.services.context.read, input.limit),
  })),
  createBatch: base.printing.createBatch.handler(({ input, context }) => {
    const { context: use, batches } = context.services;
    const { queued: count, skipped } = createPrintBatch(use, batches, actOf(context), input);
    return { queued: count, skipped: [...skipped] };
  }),
  scanLabel: base.printing.scanLabel.handler(({ input, context }) =>
    viewPrintJob(context.services.context.read, scanLabel(context.services.context, actOf(context), input.code)),
  ),
});

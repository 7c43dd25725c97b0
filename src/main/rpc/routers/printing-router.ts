import { actOf } from '#main/rpc/act-of.ts';
import { base } from '#main/rpc/base.ts';
import { decidePrintJob, reprintLabel } from '#main/usecases/printing/decide-print-job.ts';
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
  preview: base.printing.preview.handler(async ({ input, context: { services } }) => {
    const job = readPrintJob(services.context.read, input.id);
    const png = await services.renderer.png(
      job.template_id,
      JSON.parse(job.data_json) as Record<string, unknown>,
      services.devices.dotsPerMm(job.device_id),
    );
    return { pngBase64: Buffer.from(png).toString('base64') };
  }),
  decide: base.printing.decide.handler(({ input, context }) =>
    queued(context.services, decidePrintJob(context.services.context, actOf(context), input.id, input.decision)),
  ),
  reprint: base.printing.reprint.handler(({ input, context }) =>
    queued(context.services, reprintLabel(context.services.context, actOf(context), input.id, input.reason)),
  ),
  printPickSlip: base.printing.printPickSlip.handler(async ({ input, context }) =>
    queued(
      context.services,
      await printPickSlip(context.services.context, context.services.pickSlips, actOf(context), input.orderId),
    ),
  ),
  printTest: base.printing.printTest.handler(async ({ input, context }) =>
    queued(context.services, await context.services.printTestLabel(actOf(context), input.deviceId)),
  ),
});

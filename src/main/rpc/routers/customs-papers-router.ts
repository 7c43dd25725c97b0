import { actOf } from '#main/rpc/act-of.ts';
import { base } from '#main/rpc/base.ts';
import { giveCarrierPackage, giveDocument, giveMerged } from '#main/usecases/customs/papers/give-document.ts';
import type { GivenFile } from '#main/usecases/customs/papers/give-document.ts';
import { makePapers } from '#main/usecases/customs/papers/make-papers.ts';
import { viewOrderPapers } from '#main/usecases/customs/papers/order-papers.ts';
import { resumePaperBatch, startPaperBatch, stopPaperBatch } from '#main/usecases/customs/papers/paper-batches.ts';
import { printPapers } from '#main/usecases/customs/papers/print-papers.ts';
import { redrawDocument } from '#main/usecases/customs/papers/redraw-document.ts';
import { listDocuments } from '#main/usecases/customs/papers/view-documents.ts';
import { listPaperBatches, readPaperBatch } from '#main/usecases/customs/papers/view-paper-batches.ts';
import { viewPictures } from '#main/usecases/customs/papers/view-pictures.ts';

const onWire = ({ fileName, bytes }: GivenFile): { fileName: string; base64: string } => ({
  fileName,
  base64: Buffer.from(bytes).toString('base64'),
});

export const customsPapersRouter = base.customsPapers.router({
  list: base.customsPapers.list.handler(({ input, context }) => listDocuments(context.services.context.read, input)),
  ofOrder: base.customsPapers.ofOrder.handler(({ input, context: { services } }) =>
    viewOrderPapers(services.context.read, services.customsPapers, input.orderId),
  ),
  make: base.customsPapers.make.handler(async ({ input, context }) => {
    const { services } = context;
    return { made: await makePapers(services.context, services.customsPapers, actOf(context), input) };
  }),
  pictures: base.customsPapers.pictures.handler(({ input, context: { services } }) =>
    viewPictures(services.context.read, services.customsPapers, input.id),
  ),
  file: base.customsPapers.file.handler(({ input, context }) =>
    onWire(giveDocument(context.services.context, actOf(context), input.id)),
  ),
  carrierPackage: base.customsPapers.carrierPackage.handler(({ input, context }) =>
    onWire(giveCarrierPackage(context.services.context, actOf(context), input.id)),
  ),
  merged: base.customsPapers.merged.handler(async ({ input, context }) => {
    const { services } = context;
    return onWire(await giveMerged(services.context, services.customsPapers, actOf(context), input));
  }),
  print: base.customsPapers.print.handler(({ input, context }) => {
    const { services } = context;
    const { id, ids, copies } = input;
    const { deviceId, name } = services.documents.targetPrinter('customs_paper', input.stationId, input.deviceId);
    const printer = { deviceId, name, mediaType: services.devices.findPrinter(deviceId)?.language.mediaType };
    const result = printPapers(services.context, actOf(context), printer, { id, documentIds: ids, copies });
    services.printQueue.wake(deviceId);
    return result;
  }),
  redraw: base.customsPapers.redraw.handler(async ({ input, context }) => {
    const { services } = context;
    return { made: await redrawDocument(services.context, services.customsPapers, actOf(context), input) };
  }),
  batches: base.customsPapers.batches.handler(({ context }) => ({
    batches: listPaperBatches(context.services.context.read),
  })),
  batch: base.customsPapers.batch.handler(({ input, context }) =>
    readPaperBatch(context.services.context.read, input.id),
  ),
  startBatch: base.customsPapers.startBatch.handler(({ input, context }) =>
    startPaperBatch(context.services.context, actOf(context), input),
  ),
  stopBatch: base.customsPapers.stopBatch.handler(({ input, context }) =>
    stopPaperBatch(context.services.context, actOf(context), input.id),
  ),
  resumeBatch: base.customsPapers.resumeBatch.handler(({ input, context }) =>
    resumePaperBatch(context.services.context, actOf(context), input.id),
  ),
});

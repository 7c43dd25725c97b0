import { actOf } from '#main/rpc/act-of.ts';
import { base } from '#main/rpc/base.ts';
import { applyResults, undoResults } from '#main/usecases/customs/data/apply-results.ts';
import { decideLesson, listLessons, reviewLesson } from '#main/usecases/customs/data/lessons.ts';
import { findOrdersByNumbers } from '#main/usecases/customs/data/find-orders-by-numbers.ts';
import { listTemplates, removeTemplate, saveTemplate } from '#main/usecases/customs/data/manage-templates.ts';
import { previewResults } from '#main/usecases/customs/data/preview-results.ts';
import { recordOutcome, removeOutcome } from '#main/usecases/customs/data/record-outcome.ts';
import { startExport, stopExport } from '#main/usecases/customs/data/start-export.ts';
import {
  downloadExport,
  listExportParcels,
  listExports,
  planExport,
} from '#main/usecases/customs/data/view-exports.ts';
import {
  listOutcomes,
  listResultImports,
  listResultRows,
  viewResultImport,
} from '#main/usecases/customs/data/view-results.ts';

const { customsData } = base;

export const customsDataRouter = customsData.router({
  planExport: customsData.planExport.handler(({ input, context: { services } }) => ({
    parcels: planExport(services.context.read, services.customsData.zone(), input),
  })),
  findOrders: customsData.findOrders.handler(({ input, context: { services } }) =>
    findOrdersByNumbers(services.context.read, input.numbers),
  ),
  makeExport: customsData.makeExport.handler(({ input, context }) =>
    startExport(context.services.context, context.services.customsData, actOf(context), input),
  ),
  stopExport: customsData.stopExport.handler(({ input, context }) => {
    stopExport(context.services.context, actOf(context), input.id);
    return {};
  }),
  exports: customsData.exports.handler(({ context }) => ({ exports: listExports(context.services.context.read) })),
  exportParcels: customsData.exportParcels.handler(({ input, context }) => ({
    parcels: listExportParcels(context.services.context.read, input.id),
  })),
  downloadExport: customsData.downloadExport.handler(({ input, context }) => {
    const { services } = context;
    const { content, ...file } = downloadExport(services.context, actOf(context), input.id);
    return { ...file, contentBase64: Buffer.from(content).toString('base64') };
  }),
  templates: customsData.templates.handler(({ context: { services } }) => ({
    templates: listTemplates(services.context.read),
    columns: services.customsData.brokerColumns.map(({ id, en, zh }) => ({ id, en, zh })),
  })),
  saveTemplate: customsData.saveTemplate.handler(({ input, context }) =>
    saveTemplate(context.services.context, context.services.customsData, actOf(context), input),
  ),
  removeTemplate: customsData.removeTemplate.handler(({ input, context }) => {
    removeTemplate(context.services.context, actOf(context), input.id, input.version);
    return {};
  }),
  previewResults: customsData.previewResults.handler(async ({ input, context }) => {
    const { context: ctx, customsData: services } = context.services;
    const { contentBase64, ...request } = input;
    const bytes = Buffer.from(contentBase64, 'base64');
    const id = await previewResults(ctx, services.zone(), actOf(context), { ...request, bytes });
    return { import: viewResultImport(ctx.read, id), rows: listResultRows(ctx.read, id) };
  }),
  resultImports: customsData.resultImports.handler(({ context }) => ({
    imports: listResultImports(context.services.context.read),
  })),
  resultRows: customsData.resultRows.handler(({ input, context }) => ({
    rows: listResultRows(context.services.context.read, input.id),
  })),
  applyResults: customsData.applyResults.handler(async ({ input, context }) => {
    await applyResults(context.services.context, actOf(context), input.id);
    return viewResultImport(context.services.context.read, input.id);
  }),
  undoResults: customsData.undoResults.handler(async ({ input, context }) => {
    await undoResults(context.services.context, actOf(context), input.id, input.reason);
    return viewResultImport(context.services.context.read, input.id);
  }),
  outcomes: customsData.outcomes.handler(({ input, context }) => ({
    outcomes: listOutcomes(context.services.context.read, {
      orderId: input.orderId ?? null,
      result: input.result ?? null,
    }),
  })),
  recordOutcome: customsData.recordOutcome.handler(({ input, context }) =>
    recordOutcome(context.services.context, actOf(context), input),
  ),
  removeOutcome: customsData.removeOutcome.handler(({ input, context }) => {
    removeOutcome(context.services.context, actOf(context), input.id, input.reason);
    return {};
  }),
  lessons: customsData.lessons.handler(({ input, context: { services } }) => ({
    lessons: listLessons(services.context.read, input.state ?? null),
    hasRules: services.customsData.checkDeclaration !== null,
  })),
  reviewLesson: customsData.reviewLesson.handler(({ input, context }) =>
    reviewLesson(context.services.context, context.services.customsData, actOf(context), input.id),
  ),
  decideLesson: customsData.decideLesson.handler(({ input, context }) =>
    decideLesson(context.services.context, actOf(context), input),
  ),
});

import { actOf } from '#main/rpc/act-of.ts';
import { base } from '#main/rpc/base.ts';
import { discardPreview } from '#main/usecases/imports/forget-previews.ts';
import { importFields } from '#main/usecases/imports/import-fields.ts';
import { previewImport } from '#main/usecases/imports/preview-import.ts';
import { startImport, startUndo, stopImport } from '#main/usecases/imports/start-import.ts';
import {
  listDrafts,
  listDoubtfulRows,
  listImportRows,
  listImports,
  viewDraft,
  viewImport,
} from '#main/usecases/imports/view-imports.ts';

export const importsRouter = base.imports.router({
  list: base.imports.list.handler(({ context }) => ({ imports: listImports(context.services.context.read) })),
  fields: base.imports.fields.handler(({ input }) => ({
    fields: importFields(input.kind).map(({ name, required }) => ({ name, required })),
  })),
  drafts: base.imports.drafts.handler(({ context }) => ({ imports: listDrafts(context.services.context.read) })),
  preview: base.imports.preview.handler(async ({ input, context }) => {
    const { read } = context.services.context;
    const bytes = Buffer.from(input.contentBase64, 'base64');
    const { importId } = await previewImport(context.services.context, context.services.importFiles, actOf(context), {
      kind: input.kind,
      shopId: input.shopId,
      fileName: input.fileName,
      bytes,
      mapping: input.mapping ?? null,
      template: input.template ?? null,
    });
    if (input.replaces) await discardPreview(context.services.context, input.replaces);
    return viewDraft(read, importId);
  }),
  draft: base.imports.draft.handler(({ input, context }) => viewDraft(context.services.context.read, input.id)),
  discard: base.imports.discard.handler(async ({ input, context }) => {
    await discardPreview(context.services.context, input.id);
    return { discarded: true };
  }),
  rows: base.imports.rows.handler(({ input, context }) => ({
    rows: input.onlyDoubts
      ? listDoubtfulRows(context.services.context.read, input.id)
      : listImportRows(context.services.context.read, input.id, input.onlyErrors),
  })),
  apply: base.imports.apply.handler(({ input, context }) => {
    startImport(context.services.context, actOf(context), input.id);
    return viewImport(context.services.context.read, input.id);
  }),
  stop: base.imports.stop.handler(({ input, context }) => {
    stopImport(context.services.context, actOf(context), input.id);
    return viewImport(context.services.context.read, input.id);
  }),
  undo: base.imports.undo.handler(async ({ input, context }) => {
    const { context: ctx, reads } = context.services;
    await startUndo(ctx, reads, actOf(context), input.id);
    return viewImport(ctx.read, input.id);
  }),
});

import { actOf } from '#main/rpc/act-of.ts';
import { base } from '#main/rpc/base.ts';
import { viewPrintJob } from '#main/usecases/printing/print-job-rows.ts';
import { printTestLabel } from '#main/usecases/printing/print-test-label.ts';
import { chooseTemplate, listChoices } from '#main/usecases/templates/choose-template.ts';
import { copyTemplate, removeTemplate, restoreTemplate, saveTemplate } from '#main/usecases/templates/save-template.ts';
import { exportTemplate, importTemplate } from '#main/usecases/templates/template-file.ts';
import { listTemplates, readTemplate } from '#main/usecases/templates/template-rows.ts';

export const templatesRouter = base.templates.router({
  list: base.templates.list.handler(({ context: { services } }) => ({
    templates: listTemplates(services.context.read, services.templates),
    choices: listChoices(services.context.read),
  })),
  get: base.templates.get.handler(({ input, context: { services } }) =>
    readTemplate(services.context.read, services.templates, input.ref, input.version),
  ),
  create: base.templates.create.handler(({ input, context }) =>
    copyTemplate(context.services.context, context.services.templates, actOf(context), input),
  ),
  save: base.templates.save.handler(({ input, context }) =>
    saveTemplate(context.services.context, context.services.templates, actOf(context), input),
  ),
  restore: base.templates.restore.handler(({ input, context }) =>
    restoreTemplate(context.services.context, context.services.templates, actOf(context), input),
  ),
  remove: base.templates.remove.handler(({ input, context }) => {
    removeTemplate(context.services.context, context.services.templates, actOf(context), input.ref);
    return { removed: true } as const;
  }),
  choose: base.templates.choose.handler(({ input, context }) => {
    chooseTemplate(context.services.context, context.services.templates, actOf(context), input);
    return { choices: listChoices(context.services.context.read) };
  }),
  export: base.templates.export.handler(({ input, context: { services } }) =>
    exportTemplate(services.context.read, services.templates, input.ref),
  ),
  import: base.templates.import.handler(({ input, context }) =>
    importTemplate(context.services.context, context.services.templates, actOf(context), input),
  ),
  preview: base.templates.preview.handler(({ input, context: { services } }) => services.templates.preview(input)),
  pdf: base.templates.pdf.handler(async ({ input, context: { services } }) => {
    const bytes = await services.templates.pdf({
      pages: [{ layout: input.layout, data: input.data }],
      title: input.layout.title.en,
      createdAtMs: services.context.clock.nowMs(),
    });
    return { pdfBase64: Buffer.from(bytes).toString('base64') };
  }),
  printTest: base.templates.printTest.handler(async ({ input, context }) => {
    const { services } = context;
    const { isBuiltIn, ref, version } = readTemplate(services.context.read, services.templates, input.ref);
    const templateId = isBuiltIn ? ref : `${ref}@${version}`;
    const jobId = await printTestLabel(
      services.context,
      services.renderer,
      actOf(context),
      input.deviceId,
      { templateId, data: input.data },
      services.devices.dotsPerMm(input.deviceId),
    );
    services.printQueue.wake(input.deviceId);
    return viewPrintJob(services.context.read, jobId);
  }),
});

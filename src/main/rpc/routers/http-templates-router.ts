import { actOf } from '#main/rpc/act-of.ts';
import { base } from '#main/rpc/base.ts';
import { checkHttpTemplate, readHttpTemplate } from '#main/usecases/shops/http-templates/check-http-template.ts';
import { listHttpTemplates, readHttpTemplateDetail } from '#main/usecases/shops/http-templates/http-template-rows.ts';
import {
  applyHttpTemplate,
  removeHttpTemplate,
  saveHttpTemplate,
} from '#main/usecases/shops/http-templates/save-http-template.ts';

export const httpTemplatesRouter = base.httpTemplates.router({
  list: base.httpTemplates.list.handler(({ context: { services } }) => ({
    starters: [...services.httpTemplates.starters],
    templates: listHttpTemplates(services.context.read, services.httpTemplates),
  })),
  get: base.httpTemplates.get.handler(({ input, context: { services } }) =>
    readHttpTemplateDetail(services.context.read, services.httpTemplates, input.id, input.version),
  ),
  check: base.httpTemplates.check.handler(({ input, context: { services } }) => {
    const checked = readHttpTemplate(services.httpTemplates, input.template);
    return checked.ok ? { template: checked.template, faults: [] } : { template: null, faults: [...checked.faults] };
  }),
  save: base.httpTemplates.save.handler(({ input, context }) =>
    saveHttpTemplate(context.services.context, context.services.httpTemplates, actOf(context), input),
  ),
  apply: base.httpTemplates.apply.handler(({ input, context }) => ({
    changed: applyHttpTemplate(context.services.context, context.services.httpTemplates, actOf(context), input),
  })),
  remove: base.httpTemplates.remove.handler(({ input, context }) => {
    removeHttpTemplate(context.services.context, context.services.httpTemplates, actOf(context), input.id);
    return { removed: true } as const;
  }),
  preview: base.httpTemplates.preview.handler(({ input, context: { services } }) => {
    const template = checkHttpTemplate(services.httpTemplates, input.template);
    const sample = { of: input.sampleOf, text: input.sample, currency: input.currency };
    return services.httpTemplates.preview(template, sample);
  }),
  ask: base.httpTemplates.ask.handler(({ input, context: { services } }) => {
    const { httpTemplates } = services;
    const template = checkHttpTemplate(httpTemplates, input.template);
    return httpTemplates.ask({ ...input, template });
  }),
});

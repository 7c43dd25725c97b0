import { actOf } from '#main/rpc/act-of.ts';
import { base } from '#main/rpc/base.ts';
import {
  createNotifier,
  listNotifiers,
  removeNotifier,
  testNotifier,
  updateNotifier,
} from '#main/usecases/alerts/manage-notifiers.ts';
import { pluginFields } from '#main/usecases/plugin-fields.ts';

export const notifiersRouter = base.notifiers.router({
  available: base.notifiers.available.handler(({ context }) => ({
    notifiers: context.services.alerts.notifiers.notifiers.map(({ id, label, configSchema, credentialsSchema }) => ({
      id,
      label: { ...label },
      configFields: pluginFields(configSchema, false),
      credentialFields: pluginFields(credentialsSchema, true),
    })),
  })),
  list: base.notifiers.list.handler(({ context }) => ({ notifiers: listNotifiers(context.services.context.read) })),
  create: base.notifiers.create.handler(({ input, context }) =>
    createNotifier(context.services.context, context.services.alerts.notifiers, actOf(context), input),
  ),
  update: base.notifiers.update.handler(({ input, context }) =>
    updateNotifier(context.services.context, context.services.alerts.notifiers, actOf(context), input),
  ),
  remove: base.notifiers.remove.handler(({ input, context }) => {
    removeNotifier(context.services.context, actOf(context), input.id);
    return {};
  }),
  test: base.notifiers.test.handler(({ input, context, signal }) => {
    const ended = AbortSignal.timeout(30_000);
    return testNotifier(
      context.services.context,
      context.services.alerts.notifiers,
      input.id,
      signal ? AbortSignal.any([signal, ended]) : ended,
    );
  }),
});

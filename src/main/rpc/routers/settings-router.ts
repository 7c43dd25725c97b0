import { actOf } from '#main/rpc/act-of.ts';
import { base } from '#main/rpc/base.ts';
import { listSettings, setSetting, settingHistory } from '#main/usecases/settings/manage-settings.ts';

export const settingsRouter = base.settings.router({
  list: base.settings.list.handler(({ context }) => ({ settings: listSettings(context.services.context.read) })),
  set: base.settings.set.handler(({ input, context }) =>
    setSetting(context.services.context, { ...input, value: input.value }, actOf(context)),
  ),
  history: base.settings.history.handler(({ input, context }) => ({
    versions: settingHistory(context.services.context.read, input.name),
  })),
});

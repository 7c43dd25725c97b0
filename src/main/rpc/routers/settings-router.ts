import { actOf } from '#main/rpc/act-of.ts';
import { base } from '#main/rpc/base.ts';
import { changeSetting, listSettings, settingHistory } from '#main/usecases/settings/manage-settings.ts';

export const settingsRouter = base.settings.router({
  list: base.settings.list.handler(({ context }) => ({ settings: listSettings(context.services.context.read) })),
  set: base.settings.set.handler(({ input, context }) => {
    const setting = changeSetting(context.services.context, { ...input, value: input.value }, actOf(context));
    context.services.settingChanged(setting.name);
    return setting;
  }),
  history: base.settings.history.handler(({ input, context }) => ({
    versions: settingHistory(context.services.context.read, input.name),
  })),
});

import { actOf } from '#main/rpc/act-of.ts';
import { base } from '#main/rpc/base.ts';
import { listAlerts, listMessages } from '#main/usecases/alerts/list-alerts.ts';
import { readAlertRules, saveAlertRule } from '#main/usecases/alerts/manage-rules.ts';
import { acknowledgeAlert, resolveAlert } from '#main/usecases/alerts/settle-alert.ts';

export const alertsRouter = base.alerts.router({
  list: base.alerts.list.handler(({ input, context }) => listAlerts(context.services.context.read, input)),
  acknowledge: base.alerts.acknowledge.handler(({ input, context }) =>
    acknowledgeAlert(context.services.context, actOf(context), input.id),
  ),
  resolve: base.alerts.resolve.handler(({ input, context }) =>
    resolveAlert(context.services.context, actOf(context), input),
  ),
  messages: base.alerts.messages.handler(({ input, context }) => listMessages(context.services.context.read, input)),
  rules: base.alerts.rules.handler(({ context }) => readAlertRules(context.services.context.read)),
  saveRule: base.alerts.saveRule.handler(({ input, context }) =>
    saveAlertRule(context.services.context, actOf(context), input),
  ),
});

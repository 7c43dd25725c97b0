import { canonicalJson } from '#core/kernel/canonical-json.ts';
import type { ReadDb } from '#main/db/handles.ts';
import { findSettingRow } from '#main/db/repos/settings-repo.ts';
import type { Act } from '#main/usecases/actor.ts';
import { setSetting } from '#main/usecases/settings/manage-settings.ts';
import { readSetting } from '#main/usecases/settings/read-setting.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { AlertRuleView } from '#shared/contract/alerts.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { ALERT_KIND_NAMES, alertKind, ruleInForce } from '#shared/model/alerts.ts';
import type { AlertKind, AlertRule } from '#shared/model/alerts.ts';
import type { SettingName } from '#shared/model/settings.ts';
import type { z } from 'zod';

export interface RulesView {
  readonly rules: AlertRuleView[];
  /** Of the setting that holds them all. */
  readonly version: number;
}

export function readAlertRules(db: ReadDb): RulesView {
  const rules = readSetting(db, 'alertRules');
  return {
    version: findSettingRow(db, 'alertRules')?.version ?? 0,
    rules: ALERT_KIND_NAMES.map((kind) => {
      const { enabled, severity, params, notifierIds } = ruleInForce(kind, rules);
      const definition = alertKind(kind);
      return {
        kind,
        enabled,
        severity,
        notifierIds: notifierIds === null ? null : [...notifierIds],
        defaultSeverity: definition.severity,
        params: Object.entries(definition.params).map(([name, { value, min, max }]) => ({
          name,
          value: params[name] ?? value,
          defaultValue: value,
          min,
          max,
        })),
      };
    }),
  };
}

/** @throws AppError ERR_HOST_SETTING_CONFLICT when somebody changed a rule meanwhile, ERR_HOST_INPUT_INVALID for a value out of bounds */
export function saveAlertRule(
  context: UseCaseContext,
  act: Act,
  change: z.infer<typeof AlertRule> & { readonly kind: AlertKind; readonly version: number },
): RulesView {
  const { kind, version, ...rule } = change;
  const { params } = alertKind(kind);
  for (const [name, value] of Object.entries(rule.params ?? {})) {
    const bounds = params[name];
    if (!bounds || value < bounds.min || value > bounds.max)
      throw new AppError('ERR_HOST_INPUT_INVALID', { field: name, reason: 'out_of_bounds' });
  }
  const rules = readSetting(context.read, 'alertRules');
  setSetting(context, { name: 'alertRules', value: { ...rules, [kind]: { ...rules[kind], ...rule } }, version }, act);
  return readAlertRules(context.read);
}

/** Takes a notifier that goes out of every rule and step. A rule that named it alone tells all the others: nobody is left out silently. */
export function forgetReceiver(context: UseCaseContext, act: Act, notifierId: string): void {
  const rules = readSetting(context.read, 'alertRules');
  const without = (ids: readonly string[]): string[] => ids.filter((id) => id !== notifierId);
  const kept = Object.entries(rules).map(([kind, rule]) => {
    if (!rule.notifierIds?.includes(notifierId)) return [kind, rule] as const;
    const rest = without(rule.notifierIds);
    return [kind, { ...rule, notifierIds: rest.length > 0 ? rest : null }] as const;
  });
  change(context, act, 'alertRules', rules, Object.fromEntries(kept));
  const policy = readSetting(context.read, 'alertEscalation');
  const steps = policy.steps
    .map((step) => ({ ...step, notifierIds: without(step.notifierIds) }))
    .filter((step) => step.notifierIds.length > 0);
  change(context, act, 'alertEscalation', policy, { ...policy, steps });
}

function change(context: UseCaseContext, act: Act, name: SettingName, before: unknown, value: unknown): void {
  if (canonicalJson(before) === canonicalJson(value)) return;
  setSetting(context, { name, value, version: findSettingRow(context.read, name)?.version ?? 0 }, act);
}

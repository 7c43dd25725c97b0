import { useQuery } from '@tanstack/react-query';
import { Button, InputNumber, Select, Skeleton, Switch } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, orpc } from '#renderer/rpc/client.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useHasRole } from '#renderer/ui/use-has-role.ts';
import type { AlertRuleView, NotifierView } from '#shared/contract/alerts.ts';
import { AlertSeverity } from '#shared/model/alerts.ts';

/** Each kind of alert: on or off, how bad, from when on, who is told. */
export function AlertRules({ notifiers }: { readonly notifiers: readonly NotifierView[] }): ReactNode {
  const { t } = useTranslation('alerts');
  const isLead = useHasRole('lead');
  const list = useQuery(orpc.alerts.rules.queryOptions());
  if (list.error) return <ProblemNote problem={problemOf(list.error)} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Skeleton active />;
  const { rules, version } = list.data;
  return (
    <Panel title={t('rules.title')}>
      {!isLead && <p className="muted">{t('common:leadOnly')}</p>}
      <div className="alert-rules">
        {rules.map((rule) => (
          <Rule key={rule.kind} stored={rule} version={version} notifiers={notifiers} />
        ))}
      </div>
    </Panel>
  );
}

/** Stands for no choice: all of them, also those that are added later. */
const ALL = '*';

interface RuleProps {
  readonly stored: AlertRuleView;
  readonly version: number;
  readonly notifiers: readonly NotifierView[];
}

function Rule({ stored, version, notifiers }: RuleProps): ReactNode {
  const { t } = useTranslation('alerts');
  const isLead = useHasRole('lead');
  const [changed, setChanged] = useState<Partial<AlertRuleView>>({});
  const rule = { ...stored, ...changed };
  const name = t(`kind.${stored.kind}.name`);
  const save = useAct(
    () =>
      client.alerts.saveRule({
        kind: rule.kind,
        version,
        enabled: rule.enabled,
        severity: rule.severity,
        params: Object.fromEntries(rule.params.map((param) => [param.name, param.value])),
        notifierIds: rule.notifierIds,
      }),
    { toast: t('rules.saved', { kind: name }), done: () => setChanged({}) },
  );
  const set = (part: Partial<AlertRuleView>): void => setChanged({ ...changed, ...part });
  return (
    <section className="alert-rule" aria-label={name}>
      <label className="row alert-rule-name">
        <Switch checked={rule.enabled} disabled={!isLead} onChange={(enabled) => set({ enabled })} />
        <strong>{name}</strong>
      </label>
      <Select
        aria-label={t('rules.severity')}
        disabled={!isLead || !rule.enabled}
        value={rule.severity}
        options={AlertSeverity.options.map((each) => ({ value: each, label: t(`severity.${each}`) }))}
        onChange={(severity: AlertSeverity) => set({ severity })}
      />
      <div className="row">
        {rule.params.map((param) => (
          <label key={param.name} className="row" title={t('rules.default', { value: param.defaultValue })}>
            <InputNumber
              className="alert-number"
              min={param.min}
              max={param.max}
              disabled={!isLead || !rule.enabled}
              value={param.value}
              onChange={(value) =>
                set({
                  params: rule.params.map((each) =>
                    each.name === param.name ? { ...each, value: value ?? each.defaultValue } : each,
                  ),
                })
              }
            />
            {t(`param.${param.name}`)}
          </label>
        ))}
      </div>
      <Select
        mode="multiple"
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={t('rules.told')}
        placeholder={t('rules.toldNone')}
        disabled={!isLead || !rule.enabled}
        value={rule.notifierIds === null ? [ALL] : [...rule.notifierIds]}
        options={[
          { value: ALL, label: t('rules.toldAll') },
          ...notifiers.map(({ id, name: label }) => ({ value: id, label })),
        ]}
        onChange={(ids: string[]) => set({ notifierIds: chosen(ids, rule.notifierIds === null) })}
      />
      <Button
        type="primary"
        disabled={!isLead || Object.keys(changed).length === 0}
        title={isLead ? undefined : t('common:leadOnly')}
        loading={save.busy}
        onClick={() => save.run(undefined)}
      >
        {t('rules.save')}
      </Button>
      <ProblemNote problem={save.problem} onClose={save.clear} />
    </section>
  );
}

/** Choosing one by name takes the place of all, and choosing all that of the names. */
function chosen(ids: readonly string[], wereAll: boolean): string[] | null {
  const named = ids.filter((id) => id !== ALL);
  return ids.includes(ALL) && !(wereAll && named.length > 0) ? null : named;
}

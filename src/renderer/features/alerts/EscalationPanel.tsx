import { Button, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SaveDraft } from '#renderer/features/alerts/SaveDraft.tsx';
import { useSettingRow } from '#renderer/features/alerts/use-setting-row.ts';
import { CloseOutlined, PlusOutlined } from '#renderer/ui/icons.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useDraft } from '#renderer/ui/use-draft.ts';
import type { Stored } from '#renderer/ui/use-draft.ts';
import { useHasRole } from '#renderer/ui/use-has-role.ts';
import type { NotifierView } from '#shared/contract/alerts.ts';
import { AlertSeverity } from '#shared/model/alerts.ts';
import type { EscalationPolicy } from '#shared/model/alerts.ts';

const MOST_STEPS = 8;
const FIRST_MINUTES = 15;

/** Who is called next while nobody takes an alert on. */
export function EscalationPanel({ notifiers }: { readonly notifiers: readonly NotifierView[] }): ReactNode {
  const { t } = useTranslation('alerts');
  const { stored, save } = useSettingRow('alertEscalation', t('escalation.saved'));
  return (
    <Panel title={t('escalation.title')}>
      <p className="muted">{t('escalation.hint')}</p>
      {stored && <Steps stored={stored} notifiers={notifiers} busy={save.busy} onSave={(value) => save.run(value)} />}
      <ProblemNote problem={save.problem} onClose={save.clear} />
    </Panel>
  );
}

interface StepsProps {
  readonly stored: Stored<EscalationPolicy>;
  readonly notifiers: readonly NotifierView[];
  readonly busy: boolean;
  readonly onSave: (value: EscalationPolicy) => void;
}

function Steps({ stored, notifiers, busy, onSave }: StepsProps): ReactNode {
  const { t } = useTranslation('alerts');
  const isLead = useHasRole('lead');
  const draft = useDraft(stored);
  const typed = draft.value;
  const known = new Set(notifiers.map(({ id }) => id));
  const { steps } = typed;
  const change = (index: number, part: Partial<EscalationPolicy['steps'][number]>): void =>
    draft.type({ ...typed, steps: steps.map((step, at) => (at === index ? { ...step, ...part } : step)) });
  const isWhole = steps.every((step) => step.notifierIds.some((id) => known.has(id)));
  const cleaned = {
    ...typed,
    steps: steps.map((step) => ({ ...step, notifierIds: step.notifierIds.filter((id) => known.has(id)) })),
  };
  return (
    <div className="stack">
      <label className="row">
        {t('escalation.leastSeverity')}
        <Select
          aria-label={t('escalation.leastSeverity')}
          className="alert-time"
          disabled={!isLead}
          value={typed.leastSeverity}
          options={AlertSeverity.options.map((each) => ({ value: each, label: t(`severity.${each}`) }))}
          onChange={(leastSeverity: AlertSeverity) => draft.type({ ...typed, leastSeverity })}
        />
      </label>
      {steps.length === 0 && <p className="muted">{t('escalation.empty')}</p>}
      {steps.map((step, index) => (
        // Steps have no name of their own: their place is who they are.
        <div key={index} className="row">
          <span>{t('escalation.after')}</span>
          <InputNumber
            aria-label={t('escalation.minutes')}
            min={1}
            max={10_080}
            disabled={!isLead}
            value={step.afterMinutes}
            onChange={(afterMinutes) => change(index, { afterMinutes: afterMinutes ?? FIRST_MINUTES })}
          />
          <span>{t('escalation.minutes')}</span>
          <Select
            mode="multiple"
            showSearch={{ optionFilterProp: 'label' }}
            aria-label={t('escalation.whoNeeded')}
            placeholder={t('escalation.whoNeeded')}
            className="alert-who"
            disabled={!isLead}
            value={step.notifierIds.filter((id) => known.has(id))}
            options={notifiers.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(notifierIds: string[]) => change(index, { notifierIds })}
          />
          <Button
            type="text"
            aria-label={t('escalation.remove')}
            icon={<CloseOutlined />}
            disabled={!isLead}
            title={isLead ? undefined : t('common:leadOnly')}
            onClick={() => draft.type({ ...typed, steps: steps.filter((_, at) => at !== index) })}
          />
        </div>
      ))}
      <div className="row">
        <Button
          icon={<PlusOutlined />}
          disabled={!isLead || notifiers.length === 0 || steps.length >= MOST_STEPS}
          title={notifiers.length === 0 ? t('escalation.noNotifiers') : undefined}
          onClick={() =>
            draft.type({
              ...typed,
              steps: [...steps, { afterMinutes: (steps.at(-1)?.afterMinutes ?? 0) + FIRST_MINUTES, notifierIds: [] }],
            })
          }
        >
          {t('escalation.add')}
        </Button>
        <SaveDraft draft={draft} sent={cleaned} isWhole={isWhole} busy={busy} onSave={onSave} />
        {isLead && !isWhole && <span className="muted">{t('escalation.nobodyYet')}</span>}
        {isLead && isWhole && draft.isChanged && !draft.isOvertaken && (
          <span className="muted">{t('escalation.notSaved')}</span>
        )}
      </div>
    </div>
  );
}

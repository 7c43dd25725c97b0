import { InputNumber, Select, Switch } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SaveDraft } from '#renderer/features/alerts/SaveDraft.tsx';
import { useSettingRow } from '#renderer/features/alerts/use-setting-row.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useDraft } from '#renderer/ui/use-draft.ts';
import type { Stored } from '#renderer/ui/use-draft.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useHasRole } from '#renderer/ui/use-has-role.ts';
import type { QuietHours } from '#shared/model/alerts.ts';

/** Every half hour of a day. */
const TIMES = Array.from({ length: 48 }, (_, index) => index * 30);

/** When people are left alone, and how much they are told at most. */
export function QuietHoursPanel(): ReactNode {
  const { t } = useTranslation('alerts');
  const { zone } = useFormat();
  const quiet = useSettingRow('alertQuietHours', t('quiet.saved'));
  const rate = useSettingRow('alertMessagesPerTenMinutes', t('rate.saved'));
  const { stored } = quiet;
  return (
    <>
      <Panel title={t('quiet.title')}>
        <p className="muted">{t('quiet.hint', { zone })}</p>
        {stored && <QuietFields stored={stored} busy={quiet.save.busy} onSave={(value) => quiet.save.run(value)} />}
        <ProblemNote problem={quiet.save.problem} onClose={quiet.save.clear} />
      </Panel>
      <Panel title={t('rate.title')}>
        <p className="muted">{t('rate.hint')}</p>
        {rate.stored && (
          <RateField stored={rate.stored} busy={rate.save.busy} onSave={(value) => rate.save.run(value)} />
        )}
        <ProblemNote problem={rate.save.problem} onClose={rate.save.clear} />
      </Panel>
    </>
  );
}

interface Fields<Value> {
  readonly stored: Stored<Value>;
  readonly busy: boolean;
  readonly onSave: (value: Value) => void;
}

function QuietFields({ stored, busy, onSave }: Fields<QuietHours>): ReactNode {
  const { t } = useTranslation('alerts');
  const isLead = useHasRole('lead');
  const draft = useDraft(stored);
  const typed = draft.value;
  const change = (part: Partial<QuietHours>): void => draft.type({ ...typed, ...part });
  // A time that was set by the API may lie between the halves.
  const times = [...new Set([...TIMES, typed.fromMinute, typed.untilMinute])].toSorted((a, b) => a - b);
  const options = times.map((minute) => ({ value: minute, label: clockText(minute) }));
  return (
    <div className="row alert-policy">
      <label className="row">
        <Switch checked={typed.enabled} disabled={!isLead} onChange={(enabled) => change({ enabled })} />
        {t('quiet.enabled')}
      </label>
      <label className="row">
        {t('quiet.from')}
        <Select
          aria-label={t('quiet.from')}
          className="alert-time"
          disabled={!isLead}
          value={typed.fromMinute}
          options={options}
          onChange={(fromMinute: number) => change({ fromMinute })}
        />
      </label>
      <label className="row">
        {t('quiet.until')}
        <Select
          aria-label={t('quiet.until')}
          className="alert-time"
          disabled={!isLead}
          value={typed.untilMinute}
          options={options}
          onChange={(untilMinute: number) => change({ untilMinute })}
        />
      </label>
      <label className="row">
        <Switch
          checked={typed.criticalPasses}
          disabled={!isLead}
          onChange={(criticalPasses) => change({ criticalPasses })}
        />
        {t('quiet.criticalPasses')}
      </label>
      <SaveDraft draft={draft} busy={busy} onSave={onSave} />
    </div>
  );
}

function RateField({ stored, busy, onSave }: Fields<number>): ReactNode {
  const { t } = useTranslation('alerts');
  const isLead = useHasRole('lead');
  const draft = useDraft(stored);
  return (
    <div className="row">
      <label className="row">
        {t('rate.label')}
        <InputNumber
          min={1}
          max={60}
          disabled={!isLead}
          value={draft.value}
          onChange={(next) => draft.type(next ?? stored.value)}
        />
      </label>
      <SaveDraft draft={draft} busy={busy} onSave={onSave} />
    </div>
  );
}

function clockText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

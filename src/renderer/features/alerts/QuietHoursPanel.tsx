import { Button, InputNumber, Select, Switch } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSettingRow } from '#renderer/features/alerts/use-setting-row.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
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
        {stored && (
          <QuietFields
            key={stored.version}
            value={stored.value}
            busy={quiet.save.busy}
            onSave={(value) => quiet.save.run(value)}
          />
        )}
        <ProblemNote problem={quiet.save.problem} onClose={quiet.save.clear} />
      </Panel>
      <Panel title={t('rate.title')}>
        <p className="muted">{t('rate.hint')}</p>
        {rate.stored && (
          <RateField
            key={rate.stored.version}
            value={rate.stored.value}
            busy={rate.save.busy}
            onSave={(value) => rate.save.run(value)}
          />
        )}
        <ProblemNote problem={rate.save.problem} onClose={rate.save.clear} />
      </Panel>
    </>
  );
}

interface Fields<Value> {
  readonly value: Value;
  readonly busy: boolean;
  readonly onSave: (value: Value) => void;
}

function QuietFields({ value, busy, onSave }: Fields<QuietHours>): ReactNode {
  const { t } = useTranslation('alerts');
  const isLead = useHasRole('lead');
  const [typed, setTyped] = useState(value);
  const change = (part: Partial<QuietHours>): void => setTyped({ ...typed, ...part });
  // A time that was set by the API may lie between the halves.
  const times = [...new Set([...TIMES, value.fromMinute, value.untilMinute])].toSorted((a, b) => a - b);
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
      <Button
        type="primary"
        loading={busy}
        disabled={!isLead || JSON.stringify(typed) === JSON.stringify(value)}
        onClick={() => onSave(typed)}
      >
        {t('common:save')}
      </Button>
    </div>
  );
}

function RateField({ value, busy, onSave }: Fields<number>): ReactNode {
  const { t } = useTranslation('alerts');
  const isLead = useHasRole('lead');
  const [typed, setTyped] = useState(value);
  return (
    <div className="row">
      <label className="row">
        {t('rate.label')}
        <InputNumber min={1} max={60} disabled={!isLead} value={typed} onChange={(next) => setTyped(next ?? value)} />
      </label>
      <Button type="primary" loading={busy} disabled={!isLead || typed === value} onClick={() => onSave(typed)}>
        {t('common:save')}
      </Button>
    </div>
  );
}

function clockText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

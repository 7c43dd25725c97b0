import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SettingControl } from '#renderer/features/settings/SettingControl.tsx';
import type { SettingField } from '#renderer/ui/setting-fields.ts';
import { SettingHistory } from '#renderer/features/settings/SettingHistory.tsx';
import { showValue } from '#renderer/ui/show-value.ts';
import { client } from '#renderer/rpc/client.ts';
import type { SettingView } from '#renderer/ui/contract-types.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { isSame, useDraft } from '#renderer/ui/use-draft.ts';
import { useHasRole } from '#renderer/ui/use-has-role.ts';
import { isSettingName, settingBounds, SETTINGS } from '#shared/model/settings.ts';
import './settings.css';

/** One setting: words, control, save, default, history. A value that somebody else changed meanwhile is not overwritten. */
export function SettingRow({
  setting,
  field,
}: {
  readonly setting: SettingView;
  readonly field: SettingField;
}): ReactNode {
  const { t } = useTranslation('settings');
  const isLead = useHasRole('lead');
  const draft = useDraft<unknown>(setting, (sent) => asKept(setting.name, sent));
  const [history, setHistory] = useState(false);
  const label = t(`name.${setting.name}.label`, { defaultValue: setting.name });
  const hint = t(`name.${setting.name}.hint`, { defaultValue: '' });
  const save = useAct(
    (next: unknown) => client.settings.set({ name: setting.name, value: next, version: setting.version }),
    { toast: t('saved', { name: label }) },
  );
  const submit = () => {
    draft.submitted(draft.value);
    save.run(draft.value);
  };
  const change = (value: unknown): void => {
    if (save.problem) save.clear();
    draft.type(value);
  };
  const drop = (): void => {
    save.clear();
    draft.drop();
  };
  const bounds = isSettingName(setting.name) ? settingBounds(setting.name) : null;
  const inWords = (value: unknown): string => showValue(setting.name, field, value, t);
  const isDefault = isSame(setting.value, setting.defaultValue);
  return (
    <div className="setting">
      <div className="setting-words">
        <strong id={`setting-${setting.name}`}>{label}</strong>
        {hint && <span className="muted">{hint}</span>}
      </div>
      <div className="setting-control">
        <div className="row">
          <SettingControl
            name={setting.name}
            field={field}
            value={draft.value}
            disabled={!isLead}
            onChange={change}
            onEnter={() => draft.isChanged && submit()}
          />
          {draft.isChanged && (
            <Button type="primary" loading={save.busy} onClick={submit}>
              {t('common:save')}
            </Button>
          )}
          {draft.isChanged && <Button onClick={drop}>{t('common:cancel')}</Button>}
        </div>
        {draft.isOvertaken && <p role="status">{t('overtaken', { value: inWords(setting.value) })}</p>}
        <ProblemNote problem={save.problem} onClose={save.clear}>
          {bounds && save.problem?.code === 'ERR_HOST_SETTING_INVALID' && (
            <span>{t('bounds', { min: inWords(bounds.min), max: inWords(bounds.max) })}</span>
          )}
        </ProblemNote>
        <div className="row muted">
          {!isDefault && <span>{t('default', { value: inWords(setting.defaultValue) })}</span>}
          {setting.version > 1 && isLead && (
            <Button type="link" size="small" aria-expanded={history} onClick={() => setHistory(!history)}>
              {t('history')}
            </Button>
          )}
        </div>
        {history && <SettingHistory name={setting.name} field={field} />}
      </div>
    </div>
  );
}

/** Blanks around a text, say, are not kept. */
function asKept(name: string, value: unknown): unknown {
  return isSettingName(name) ? (SETTINGS[name].schema.safeParse(value).data ?? value) : value;
}

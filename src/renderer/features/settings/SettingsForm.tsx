import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SETTING_FIELDS, SETTING_GROUPS } from '#renderer/ui/setting-fields.ts';
import { SettingRow } from '#renderer/features/settings/SettingRow.tsx';
import { orpc } from '#renderer/rpc/client.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useHasRole } from '#renderer/ui/use-has-role.ts';

/** The settings of the workstation, by group. */
export function SettingsForm(): ReactNode {
  const { t } = useTranslation('settings');
  const isLead = useHasRole('lead');
  const settings = useQuery(orpc.settings.list.queryOptions());
  if (settings.error)
    return <ProblemNote problem={problemOf(settings.error)} onRetry={() => void settings.refetch()} />;
  if (!settings.data) return <Skeleton active paragraph={{ rows: 8 }} />;
  const byName = new Map(settings.data.settings.map((setting) => [setting.name, setting]));
  return (
    <div className="stack">
      {!isLead && <p className="muted">{t('common:leadOnly')}</p>}
      {SETTING_GROUPS.map((group) => (
        <Panel key={group} title={t(`group.${group}`)}>
          {Object.entries(SETTING_FIELDS).map(([name, field]) => {
            const setting = byName.get(name);
            return setting && field.group === group ? <SettingRow key={name} setting={setting} field={field} /> : null;
          })}
        </Panel>
      ))}
    </div>
  );
}

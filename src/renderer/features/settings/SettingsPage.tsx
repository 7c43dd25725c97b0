import { Tabs } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AppearancePanel } from '#renderer/features/settings/AppearancePanel.tsx';
import { CleaningPanel } from '#renderer/features/settings/cleaning/CleaningPanel.tsx';
import { OperatorsPanel } from '#renderer/features/settings/OperatorsPanel.tsx';
import { PackagingsPanel } from '#renderer/features/settings/PackagingsPanel.tsx';
import { SettingsForm } from '#renderer/features/settings/SettingsForm.tsx';
import { TokensPanel } from '#renderer/features/settings/TokensPanel.tsx';
import { WeightsPanel } from '#renderer/features/settings/WeightsPanel.tsx';
import { PageFrame } from '#renderer/ui/PageFrame.tsx';
import { useSessionState } from '#renderer/ui/use-session-state.ts';
import { useHasRole } from '#renderer/ui/use-has-role.ts';

/** Rules of the workstation, people, tokens, and the looks of this window. */
export function SettingsPage(): ReactNode {
  const { t } = useTranslation('settings');
  const [tab, setTab] = useSessionState('settings.tab', 'rules');
  const isLead = useHasRole('lead');
  const isAdmin = useHasRole('admin');
  return (
    <PageFrame title={t('title')}>
      <Tabs
        activeKey={tab}
        onChange={setTab}
        items={[
          { key: 'rules', label: t('tab.rules'), children: <SettingsForm /> },
          { key: 'cleaning', label: t('tab.cleaning'), children: <CleaningPanel /> },
          ...(isLead
            ? [
                { key: 'packagings', label: t('tab.packagings'), children: <PackagingsPanel /> },
                { key: 'weights', label: t('tab.weights'), children: <WeightsPanel /> },
              ]
            : []),
          { key: 'window', label: t('tab.window'), children: <AppearancePanel /> },
          ...(isAdmin
            ? [
                { key: 'people', label: t('tab.people'), children: <OperatorsPanel /> },
                { key: 'tokens', label: t('tab.tokens'), children: <TokensPanel /> },
              ]
            : []),
        ]}
      />
    </PageFrame>
  );
}

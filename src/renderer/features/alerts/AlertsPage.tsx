import { useQuery } from '@tanstack/react-query';
import { Tabs } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AlertList } from '#renderer/features/alerts/AlertList.tsx';
import { AlertMessages } from '#renderer/features/alerts/AlertMessages.tsx';
import { AlertRules } from '#renderer/features/alerts/AlertRules.tsx';
import { EscalationPanel } from '#renderer/features/alerts/EscalationPanel.tsx';
import { NotifierList } from '#renderer/features/alerts/NotifierList.tsx';
import { QuietHoursPanel } from '#renderer/features/alerts/QuietHoursPanel.tsx';
import { orpc } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { PageFrame } from '#renderer/ui/PageFrame.tsx';
import { useSessionState } from '#renderer/ui/use-session-state.ts';
import { useStatusPart } from '#renderer/ui/use-status-part.ts';
import './alerts.css';

/** What needs a person, what was told of it, to whom, and by which rules. */
export function AlertsPage(): ReactNode {
  const { t } = useTranslation('alerts');
  const [tab, setTab] = useSessionState('alerts.tab', 'alerts');
  const open = useStatusPart(({ alertsOpen }) => alertsOpen) ?? 0;
  const notifiers = useQuery(orpc.notifiers.list.queryOptions()).data?.notifiers ?? [];
  const failing = notifiers.filter(({ enabled, problem }) => enabled && problem !== null).length;
  return (
    <PageFrame title={t('title')} intro={t('intro')}>
      <Tabs
        activeKey={tab}
        onChange={setTab}
        items={[
          { key: 'alerts', label: tabLabel(t('tab.alerts'), open), children: <AlertList onTab={setTab} /> },
          { key: 'messages', label: t('tab.messages'), children: <AlertMessages alertId={null} /> },
          { key: 'notifiers', label: tabLabel(t('tab.notifiers'), failing), children: <NotifierList /> },
          {
            key: 'rules',
            label: t('tab.rules'),
            children: (
              <div className="stack">
                <QuietHoursPanel />
                <EscalationPanel notifiers={notifiers} />
                <AlertRules notifiers={notifiers} />
              </div>
            ),
          },
        ]}
      />
    </PageFrame>
  );
}

function tabLabel(words: string, n: number): ReactNode {
  return (
    <span className="row">
      {words} {n > 0 && <Chip tone="stop">{n}</Chip>}
    </span>
  );
}

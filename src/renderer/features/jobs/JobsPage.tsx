import { CheckCircleOutlined } from '#renderer/ui/icons.tsx';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { JobList } from '#renderer/features/jobs/JobList.tsx';
import { ParkedMessages } from '#renderer/features/jobs/ParkedMessages.tsx';
import { PrintQueue } from '#renderer/features/jobs/PrintQueue.tsx';
import { orpc } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { PageFrame } from '#renderer/ui/PageFrame.tsx';
import { useSessionState } from '#renderer/ui/use-session-state.ts';
import { useHasRole } from '#renderer/ui/use-system-status.ts';
import './jobs.css';

/** Everything that waits, runs or needs a hand: nothing stands still unseen. */
export function JobsPage(): ReactNode {
  const { t } = useTranslation('jobs');
  const [tab, setTab] = useSessionState('jobs.tab', 'outbox');
  const isLead = useHasRole('lead');
  const counts = useQuery(orpc.jobs.list.queryOptions({ input: { limit: 1 } })).data?.counts;
  const open = useQuery(orpc.printing.jobs.queryOptions({ input: { open: true } })).data?.jobs.length ?? 0;
  const parked = useQuery(orpc.shops.parked.queryOptions({ enabled: isLead })).data?.messages.length ?? 0;
  return (
    <PageFrame title={t('title')} intro={t('intro')}>
      <Tabs
        activeKey={tab}
        onChange={setTab}
        items={[
          {
            key: 'outbox',
            label: <TabLabel words={t('tab.outbox')} n={counts?.['parked'] ?? 0} />,
            children: <JobList counts={counts ?? {}} />,
          },
          { key: 'print', label: <TabLabel words={t('tab.print')} n={open} />, children: <PrintQueue /> },
          ...(isLead
            ? [
                {
                  key: 'messages',
                  label: <TabLabel words={t('tab.messages')} n={parked} />,
                  children: <ParkedMessages />,
                },
              ]
            : []),
        ]}
      />
    </PageFrame>
  );
}

function TabLabel({ words, n }: { readonly words: string; readonly n: number }): ReactNode {
  return (
    <span className="row">
      {words} {n > 0 ? <Chip tone="stop">{n}</Chip> : <CheckCircleOutlined style={{ color: 'var(--go)' }} />}
    </span>
  );
}

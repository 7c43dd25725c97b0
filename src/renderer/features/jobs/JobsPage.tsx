import { CheckCircleOutlined } from '#renderer/ui/icons.tsx';
import { useQuery } from '@tanstack/react-query';
import { Skeleton, Tabs } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { JobList } from '#renderer/features/jobs/JobList.tsx';
import { ParkedMessages } from '#renderer/features/jobs/ParkedMessages.tsx';
import { PrintQueue } from '#renderer/features/jobs/PrintQueue.tsx';
import { useOpenPrints } from '#renderer/features/jobs/use-open-prints.ts';
import { orpc } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { PageFrame } from '#renderer/ui/PageFrame.tsx';
import { needsDecision } from '#renderer/ui/print-tone.ts';
import { useSessionState } from '#renderer/ui/use-session-state.ts';
import { useHasRole } from '#renderer/ui/use-has-role.ts';
import { useStatusPart } from '#renderer/ui/use-status-part.ts';
import './jobs.css';

/** Everything that waits, runs or needs a hand: nothing stands still unseen. Counts are of what needs a person. */
export function JobsPage(): ReactNode {
  const { t } = useTranslation('jobs');
  const isLead = useHasRole('lead');
  const parked = useStatusPart(({ outboxParked }) => outboxParked);
  const prints = useOpenPrints();
  const messages = useQuery(orpc.shops.parked.queryOptions({ enabled: isLead }));
  const tabs = [
    { key: 'outbox', n: parked ?? 0, children: <JobList /> },
    { key: 'print', n: prints.data?.jobs.filter(needsDecision).length ?? 0, children: <PrintQueue /> },
    ...(isLead ? [{ key: 'messages', n: messages.data?.messages.length ?? 0, children: <ParkedMessages /> }] : []),
  ];
  const isCounted = ![prints, messages].some((query) => query.isLoading);
  return (
    <PageFrame title={t('title')} intro={t('intro')}>
      {isCounted ? <JobTabs tabs={tabs} /> : <Skeleton active />}
    </PageFrame>
  );
}

interface JobTab {
  readonly key: string;
  readonly n: number;
  readonly children: ReactNode;
}

/** Opens on the first tab where something waits for a person, and stays there when that is settled. */
function JobTabs({ tabs }: { readonly tabs: readonly JobTab[] }): ReactNode {
  const { t } = useTranslation('jobs');
  const [opened] = useState(() => tabs.find(({ n }) => n > 0)?.key ?? 'outbox');
  const [tab, setTab] = useSessionState('jobs.tab', opened);
  return (
    <Tabs
      activeKey={tabs.some(({ key }) => key === tab) ? tab : opened}
      onChange={setTab}
      items={tabs.map(({ key, n, children }) => ({
        key,
        label: <TabLabel words={t(`tab.${key}`)} n={n} />,
        children,
      }))}
    />
  );
}

function TabLabel({ words, n }: { readonly words: string; readonly n: number }): ReactNode {
  return (
    <span className="row">
      {words} {n > 0 ? <Chip tone="stop">{n}</Chip> : <CheckCircleOutlined style={{ color: 'var(--go)' }} />}
    </span>
  );
}

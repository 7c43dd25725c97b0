import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { lazy, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BackendBanner } from '#renderer/app/BackendBanner.tsx';
import { RecoveryKeyScreen } from '#renderer/app/RecoveryKeyScreen.tsx';
import { Shell } from '#renderer/app/Shell.tsx';
import { useBadgeTickets } from '#renderer/app/use-badge-tickets.ts';
import { useWorkstationDefaults } from '#renderer/app/use-workstation-defaults.ts';
import { orpc } from '#renderer/rpc/client.ts';
import { useConnection } from '#renderer/rpc/use-connection.ts';
import { useLiveEvents } from '#renderer/rpc/use-live-events.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { SignIn } from '#renderer/features/sign-in/SignIn.tsx';

const FirstRun = lazy(() =>
  import('#renderer/app/first-run/FirstRun.tsx').then((module) => ({ default: module.FirstRun })),
);

/** Which screen the state of the workstation asks for. The first-run wizard stays until its own last step. */
export function Gate(): ReactNode {
  useLiveEvents();
  useWorkstationDefaults();
  const badge = useBadgeTickets();
  const { t } = useTranslation('shell');
  const connection = useConnection();
  // Live events refetch it; the interval is a second safety net.
  const status = useQuery(orpc.system.status.queryOptions({ refetchInterval: 15_000 }));
  const [wizard, setWizard] = useState<'unknown' | 'open' | 'closed'>('unknown');
  const mode = status.data?.mode;
  if (wizard === 'unknown' && mode === 'first_run') setWizard('open');

  if (connection.status === 'refused') {
    return (
      <EmptyState
        title={t('refused.title')}
        hint={t('refused.hint')}
        action={<Button onClick={() => window.location.reload()}>{t('crash.reload')}</Button>}
      />
    );
  }
  if (!status.data) {
    if (!status.error) return <Starting />;
    return (
      <EmptyState
        title={t('starting')}
        action={<ProblemNote problem={problemOf(status.error)} onRetry={() => void status.refetch()} />}
      />
    );
  }
  return (
    <>
      <BackendBanner />
      <ProblemNote problem={badge.problem} onClose={badge.clear} />
      {screenFor()}
    </>
  );

  function screenFor(): ReactNode {
    if (mode === 'needs_recovery_key') return <RecoveryKeyScreen problem={status.data?.problem ?? null} />;
    if (wizard === 'open') return <FirstRun onClose={() => setWizard('closed')} />;
    if (!status.data?.operator) return <SignIn />;
    return <Shell status={status.data} />;
  }
}

function Starting(): ReactNode {
  const { t } = useTranslation('shell');
  return <EmptyState title={t('starting')} hint={t('startingHint')} />;
}

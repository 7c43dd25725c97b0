import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NotifierCard } from '#renderer/features/alerts/NotifierCard.tsx';
import { NotifierForm } from '#renderer/features/alerts/NotifierForm.tsx';
import { orpc } from '#renderer/rpc/client.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { BellOutlined, PlusOutlined } from '#renderer/ui/icons.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useHasRole } from '#renderer/ui/use-has-role.ts';
import type { NotifierView } from '#shared/contract/alerts.ts';

/** Robots, mailboxes and webhooks that are told. */
export function NotifierList(): ReactNode {
  const { t } = useTranslation('alerts');
  const isAdmin = useHasRole('admin');
  const list = useQuery(orpc.notifiers.list.queryOptions());
  const [edited, setEdited] = useState<{ readonly notifier: NotifierView | null } | null>(null);
  return (
    <div className="stack">
      <div className="row-between">
        <h2>{t('notifier.title')}</h2>
        <Button
          type="primary"
          icon={<PlusOutlined />}
          disabled={!isAdmin}
          title={isAdmin ? undefined : t('common:adminOnly')}
          onClick={() => setEdited({ notifier: null })}
        >
          {t('notifier.add')}
        </Button>
      </div>
      {list.error && <ProblemNote problem={problemOf(list.error)} onRetry={() => void list.refetch()} />}
      {list.isLoading && <Skeleton active />}
      {list.data?.notifiers.length === 0 && (
        <EmptyState icon={<BellOutlined />} title={t('notifier.empty')} hint={t('notifier.emptyHint')} />
      )}
      {list.data?.notifiers.map((notifier) => (
        <NotifierCard key={notifier.id} notifier={notifier} onEdit={() => setEdited({ notifier })} />
      ))}
      {edited && <NotifierForm notifier={edited.notifier} onClose={() => setEdited(null)} />}
    </div>
  );
}

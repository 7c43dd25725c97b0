import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NotifierCard } from '#renderer/features/alerts/NotifierCard.tsx';
import { NotifierForm } from '#renderer/features/alerts/NotifierForm.tsx';
import { client, orpc } from '#renderer/rpc/client.ts';
import { ConfirmDialog } from '#renderer/ui/ConfirmDialog.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { BellOutlined, PlusOutlined } from '#renderer/ui/icons.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { RowProblems } from '#renderer/ui/RowProblems.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useHasRole } from '#renderer/ui/use-has-role.ts';
import type { NotifierView } from '#shared/contract/alerts.ts';

/** Robots, mailboxes and webhooks that are told. */
export function NotifierList(): ReactNode {
  const { t } = useTranslation('alerts');
  const isAdmin = useHasRole('admin');
  const list = useQuery(orpc.notifiers.list.queryOptions());
  const [edited, setEdited] = useState<{ readonly notifier: NotifierView | null } | null>(null);
  const [removing, setRemoving] = useState<NotifierView | null>(null);
  const remove = useAct(({ id }: NotifierView) => client.notifiers.remove({ id }), {
    toast: t('notifier.removed'),
    done: () => setRemoving(null),
  });
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
      <RowProblems>
        {list.data?.notifiers.length === 0 && (
          <EmptyState icon={<BellOutlined />} title={t('notifier.empty')} hint={t('notifier.emptyHint')} />
        )}
        {list.data?.notifiers.map((notifier) => (
          <NotifierCard
            key={notifier.id}
            notifier={notifier}
            onEdit={() => setEdited({ notifier })}
            onRemove={() => setRemoving(notifier)}
          />
        ))}
      </RowProblems>
      <ConfirmDialog
        open={removing !== null}
        title={t('notifier.removeSure', { name: removing?.name ?? '' })}
        consequences={[t('notifier.removeHint')]}
        okText={t('notifier.remove')}
        busy={remove.busy}
        problem={remove.problem}
        onOk={() => removing && remove.run(removing)}
        onCancel={() => {
          setRemoving(null);
          remove.clear();
        }}
      />
      {edited && <NotifierForm notifier={edited.notifier} onClose={() => setEdited(null)} />}
    </div>
  );
}

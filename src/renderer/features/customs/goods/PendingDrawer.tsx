import { useQuery } from '@tanstack/react-query';
import { Drawer, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PendingChanges } from '#renderer/features/customs/goods/PendingChanges.tsx';
import { orpc } from '#renderer/rpc/client.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { CheckCircleOutlined } from '#renderer/ui/icons.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';

/** All changes that wait for a second person, the oldest first. */
export function PendingDrawer({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('customs-goods');
  const pending = useQuery(orpc.customsGoods.pending.queryOptions());
  return (
    <Drawer open size={820} title={t('pending.title')} onClose={onClose}>
      <div className="stack">
        <ProblemNote problem={pending.error ? problemOf(pending.error) : null} onRetry={() => void pending.refetch()} />
        {pending.isLoading && <Skeleton active />}
        {pending.data?.changes.length === 0 && (
          <EmptyState
            icon={<CheckCircleOutlined />}
            title={t('pending.empty')}
            hint={t(pending.data.secondPerson ? 'pending.emptyOn' : 'pending.emptyOff')}
          />
        )}
        <PendingChanges changes={pending.data?.changes ?? []} showsSku />
      </div>
    </Drawer>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { orpc } from '#renderer/rpc/client.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { WalletOutlined } from '#renderer/ui/icons.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { RepairCard } from '#renderer/ui/RepairCard.tsx';

/** Payments settled by hand, those that wait for a second person first. */
export function RepairList(): ReactNode {
  const { t } = useTranslation('payments');
  const { data, error } = useQuery(orpc.payments.repairs.queryOptions({ input: {} }));
  if (error) return <ProblemNote problem={problemOf(error)} />;
  if (!data) return <Skeleton active />;
  if (data.repairs.length === 0)
    return <EmptyState icon={<WalletOutlined />} title={t('empty.repairs')} hint={t('empty.repairsHint')} />;
  return (
    <div className="stack">
      {data.repairs.map((repair) => (
        <div key={repair.id} className="panel panel-body">
          <RepairCard repair={repair} withOrder />
        </div>
      ))}
    </div>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Input, Modal, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { StatusForm } from '#renderer/features/shops/statuses/StatusForm.tsx';
import { StatusRow } from '#renderer/features/shops/statuses/StatusRow.tsx';
import { UnmappedList } from '#renderer/features/shops/statuses/UnmappedList.tsx';
import type { StatusMapping, StatusMeaning } from '#renderer/features/shops/statuses/use-meaning-text.ts';
import { orpc } from '#renderer/rpc/client.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { RowProblems } from '#renderer/ui/RowProblems.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';

interface Props {
  readonly channelId: string;
  readonly channelName: string;
  readonly onClose: () => void;
}

/** The status that is being explained, and what the person saw of it. */
export interface Asked {
  readonly axis: StatusMapping['axis'];
  readonly vendorStatus: string;
  readonly seen: StatusMeaning | null;
  readonly waitingCount: number;
}

const AXES: readonly StatusMapping['axis'][] = ['order', 'payment', 'fulfilment', 'refund'];

/** What each status of a platform means here; unknown ones first, because orders wait for them. */
export function StatusDialog({ channelId, channelName, onClose }: Props): ReactNode {
  const { t } = useTranslation('statuses');
  const [asked, setAsked] = useState<Asked | null>(null);
  const [words, setWords] = useState('');
  const statuses = useQuery(orpc.channelStatuses.list.queryOptions({ input: { channelId } }));
  const wanted = words.trim().toLowerCase();
  const mappings = (statuses.data?.mappings ?? []).filter((row) => row.vendorStatus.toLowerCase().includes(wanted));
  return (
    <Modal
      open
      width={920}
      title={t('title', { channel: channelName })}
      footer={null}
      onCancel={onClose}
      destroyOnHidden
    >
      {asked && <StatusForm channelId={channelId} asked={asked} onClose={() => setAsked(null)} />}
      {!asked && (
        <div className="stack">
          <p className="muted">{t('intro')}</p>
          <ProblemNote problem={statuses.error ? problemOf(statuses.error) : null} />
          {statuses.isLoading && <Skeleton active />}
          <UnmappedList unmapped={statuses.data?.unmapped ?? []} onAsk={setAsked} />
          <Input
            allowClear
            aria-label={t('search')}
            placeholder={t('search')}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
          <RowProblems>
            {statuses.data && mappings.length === 0 && <EmptyState title={t(wanted === '' ? 'none' : 'noneFound')} />}
            {AXES.map((axis) => {
              const rows = mappings.filter((row) => row.axis === axis);
              if (rows.length === 0) return null;
              return (
                <section key={axis} className="stack-tight" aria-label={t(`axis.${axis}`)}>
                  <h3>{t(`axis.${axis}`)}</h3>
                  <table className="plain-table">
                    <thead>
                      <tr>
                        <th>{t('column.status')}</th>
                        <th>{t('column.meaning')}</th>
                        <th>{t('column.origin')}</th>
                        <th />
                      </tr>
                    </thead>
                    <tbody>
                      {rows.map((row) => (
                        <StatusRow key={row.vendorStatus} channelId={channelId} row={row} onAsk={setAsked} />
                      ))}
                    </tbody>
                  </table>
                </section>
              );
            })}
          </RowProblems>
        </div>
      )}
    </Modal>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Select, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AlertCard } from '#renderer/features/alerts/AlertCard.tsx';
import { orpc } from '#renderer/rpc/client.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { BellOutlined, CheckCircleOutlined } from '#renderer/ui/icons.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { ALERT_KIND_NAMES, AlertState } from '#shared/model/alerts.ts';
import type { AlertKind } from '#shared/model/alerts.ts';

/** Alerts by state, the worst first. */
export function AlertList({ onTab }: { readonly onTab: (tab: string) => void }): ReactNode {
  const { t } = useTranslation('alerts');
  const [state, setState] = useState<AlertState>('open');
  const [kind, setKind] = useState<AlertKind | null>(null);
  const list = useQuery(orpc.alerts.list.queryOptions({ input: { state, kind } }));
  const alerts = list.data?.alerts;
  return (
    <div className="stack">
      <div className="row-between">
        <div className="row" role="group" aria-label={t('title')}>
          {AlertState.options.map((each) => (
            <button
              key={each}
              type="button"
              className="choice"
              aria-pressed={state === each}
              onClick={() => setState(each)}
            >
              {t(`state.${each}`)} {list.data?.counts[each] ?? ''}
            </button>
          ))}
        </div>
        <Select
          className="alert-filter"
          aria-label={t('filter.kind')}
          value={kind ?? ''}
          onChange={(value: AlertKind | '') => setKind(value === '' ? null : value)}
          options={[
            { value: '', label: t('filter.all') },
            ...ALERT_KIND_NAMES.map((each) => ({ value: each, label: t(`kind.${each}.name`) })),
          ]}
        />
      </div>
      {list.error && <ProblemNote problem={problemOf(list.error)} onRetry={() => void list.refetch()} />}
      {list.isLoading && <Skeleton active />}
      {alerts?.length === 0 && (
        <EmptyState
          icon={state === 'open' ? <CheckCircleOutlined /> : <BellOutlined />}
          title={t(kind === null ? `empty.${state}` : 'empty.kind')}
          hint={kind === null ? t(`empty.${state}Hint`) : undefined}
        />
      )}
      {alerts && alerts.length > 0 && (
        <ul className="alert-list" aria-label={t(`state.${state}`)}>
          {alerts.map((alert) => (
            <li key={alert.id}>
              <AlertCard alert={alert} onTab={onTab} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Select, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AlertCard } from '#renderer/features/alerts/AlertCard.tsx';
import { useAlertText } from '#renderer/features/alerts/use-alert-text.ts';
import { client, orpc } from '#renderer/rpc/client.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { BellOutlined, CheckCircleOutlined } from '#renderer/ui/icons.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import { RowProblems } from '#renderer/ui/RowProblems.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import type { AlertView } from '#shared/contract/alerts.ts';
import { ALERT_KIND_NAMES, AlertState } from '#shared/model/alerts.ts';
import type { AlertKind } from '#shared/model/alerts.ts';

/** Alerts by state, the worst first. */
export function AlertList({ onTab }: { readonly onTab: (tab: string) => void }): ReactNode {
  const { t } = useTranslation('alerts');
  const [state, setState] = useState<AlertState>('open');
  const [kind, setKind] = useState<AlertKind | null>(null);
  const list = useQuery(orpc.alerts.list.queryOptions({ input: { state, kind } }));
  const alerts = list.data?.alerts;
  const textOf = useAlertText();
  const [closing, setClosing] = useState<AlertView | null>(null);
  const resolve = useAct((input: { id: string; reason: string }) => client.alerts.resolve(input), {
    done: () => setClosing(null),
  });
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
      <RowProblems>
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
                <AlertCard alert={alert} onTab={onTab} onResolve={() => setClosing(alert)} />
              </li>
            ))}
          </ul>
        )}
      </RowProblems>
      <ReasonDialog
        open={closing !== null}
        title={t('resolveTitle')}
        intro={
          <>
            {closing && <strong>{textOf(closing).title}</strong>}
            <p>{t('resolveHint')}</p>
          </>
        }
        okText={t('resolve')}
        busy={resolve.busy}
        problem={resolve.problem}
        onOk={(reason) => closing && resolve.run({ id: closing.id, reason })}
        onCancel={() => {
          setClosing(null);
          resolve.clear();
        }}
      />
    </div>
  );
}

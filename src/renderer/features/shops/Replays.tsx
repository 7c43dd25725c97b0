import { useQuery } from '@tanstack/react-query';
import { Button, Radio } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DayField } from '#renderer/ui/DayField.tsx';
import { ReplayedOrders } from '#renderer/features/shops/ReplayedOrders.tsx';
import { client, orpc } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import type { ShopView } from '#renderer/ui/contract-types.ts';
import { dayStart } from '#renderer/ui/day-start.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useHasRole } from '#renderer/ui/use-has-role.ts';
import type { Replay } from '#shared/contract/replay.ts';

const HOURS_72_MS = 72 * 3_600_000;
const DAY_MS = 86_400_000;

type Window = Pick<Replay, 'source' | 'fromMs' | 'toMs' | 'isDry'>;

/** A window of stored messages or of the platform's history, read once more: tried first, then applied. */
export function Replays({ shop }: { readonly shop: ShopView }): ReactNode {
  const { t } = useTranslation('sync');
  const { zone } = useFormat();
  const isLead = useHasRole('lead');
  const [source, setSource] = useState<Replay['source']>('messages');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const list = useQuery(orpc.replay.list.queryOptions({ input: { id: shop.id } }));
  const start = useAct((window: Window) => client.replay.start({ id: shop.id, ...window }));
  const fromMs = dayStart(from, zone);
  const toMs = dayStart(to, zone);
  const hasDays = fromMs !== null && toMs !== null && fromMs <= toMs;
  return (
    <div className="stack">
      <p className="muted">{t('replay.intro')}</p>
      <div className="row">
        <Radio.Group
          value={source}
          onChange={(event) => setSource(event.target.value as Replay['source'])}
          options={(['messages', 'history'] as const).map((value) => ({ value, label: t(`replay.source.${value}`) }))}
        />
      </div>
      <div className="row">
        <Button
          type="primary"
          disabled={!isLead}
          title={isLead ? undefined : t('common:leadOnly')}
          loading={start.busy}
          onClick={() =>
            start.run({ source, fromMs: Date.now() - HOURS_72_MS, toMs: Date.now() + 60_000, isDry: true })
          }
        >
          {t('replay.last72')}
        </Button>
        <label className="row">
          {t('replay.from')}
          <DayField label={t('replay.from')} value={from} onDay={setFrom} />
        </label>
        <label className="row">
          {t('replay.to')}
          <DayField label={t('replay.to')} value={to} onDay={setTo} />
        </label>
        <Button
          disabled={!isLead || !hasDays}
          title={isLead ? undefined : t('common:leadOnly')}
          loading={start.busy}
          onClick={() => hasDays && start.run({ source, fromMs, toMs: toMs + DAY_MS, isDry: true })}
        >
          {t('replay.days')}
        </Button>
      </div>
      {fromMs !== null && toMs !== null && !hasDays && <p role="alert">{t('replay.daysTurned')}</p>}
      {!isLead && <p className="muted">{t('replay.leadOnly')}</p>}
      <ProblemNote problem={list.error ? problemOf(list.error) : start.problem} onClose={start.clear} />
      {list.data?.replays.length === 0 && <p className="muted">{t('replay.empty')}</p>}
      {list.data?.replays.map((replay) => (
        <ReplayCard
          currency={shop.currency}
          key={replay.id}
          replay={replay}
          isLead={isLead}
          busy={start.busy}
          onApply={(window) => start.run(window)}
        />
      ))}
    </div>
  );
}

interface CardProps {
  readonly replay: Replay;
  /** The shop's. */
  readonly currency: string;
  readonly isLead: boolean;
  readonly busy: boolean;
  readonly onApply: (window: Window) => void;
}

function ReplayCard({ replay, currency, isLead, busy, onApply }: CardProps): ReactNode {
  const { t } = useTranslation('sync');
  const [shown, setShown] = useState(false);
  const stop = useAct(() => client.replay.stop({ id: replay.id }));
  const { counts } = replay;
  const toShow = counts.created + counts.changed + counts.parked;
  const share = (replay.cursorMs - replay.fromMs) / Math.max(1, replay.toMs - replay.fromMs);
  return (
    <div className="panel panel-body stack">
      <div className="row-between">
        <span className="row">
          <Chip tone={replay.state === 'running' ? 'accent' : 'neutral'}>
            {replay.state === 'running' ? `${Math.round(share * 100)} %` : t(`replay.state.${replay.state}`)}
          </Chip>
          <strong>
            {t(replay.isDry ? 'replay.dry' : replay.state === 'running' ? 'replay.applying' : 'replay.applied')}
          </strong>
          <span>{t(`replay.source.${replay.source}`)}</span>
          <span>
            <TimeText atMs={replay.fromMs} /> – <TimeText atMs={replay.toMs} />
          </span>
        </span>
        <span className="row">
          {replay.state === 'running' && (
            <Button
              disabled={!isLead}
              title={isLead ? undefined : t('common:leadOnly')}
              loading={stop.busy}
              onClick={() => stop.run(undefined)}
            >
              {t('replay.stop')}
            </Button>
          )}
          {toShow > 0 && (
            <Button aria-expanded={shown} onClick={() => setShown(!shown)}>
              {t('replay.differences')}
            </Button>
          )}
          {replay.isApplied && <span className="muted">{t('replay.appliedSince')}</span>}
          {replay.isDry && !replay.isApplied && replay.state === 'done' && toShow > 0 && (
            <Button
              type="primary"
              disabled={!isLead}
              title={isLead ? undefined : t('common:leadOnly')}
              loading={busy}
              onClick={() => onApply({ source: replay.source, fromMs: replay.fromMs, toMs: replay.toMs, isDry: false })}
            >
              {t('replay.apply')}
            </Button>
          )}
        </span>
      </div>
      <span className="muted">
        {t(replay.isDry ? 'replay.wouldCount' : 'replay.count', { ...counts, kept: counts.same + counts.stale })} ·{' '}
        {replay.createdBy}, <TimeText atMs={replay.createdAtMs} />
      </span>
      <ProblemNote problem={stop.problem ?? replay.problem} onClose={stop.clear} />
      {shown && <ReplayedOrders replayId={replay.id} currency={currency} />}
    </div>
  );
}

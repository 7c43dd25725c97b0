import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ShopMailbox } from '#renderer/features/shops/pushes/ShopMailbox.tsx';
import { WayRows } from '#renderer/features/shops/pushes/WayRows.tsx';
import { orpc } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import type { ShopView } from '#renderer/ui/contract-types.ts';
import { Facts } from '#renderer/ui/Facts.tsx';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { AccessView } from '#shared/contract/sync.ts';

const DAY_MS = 86_400_000;
/** So long before the end a person is told. */
const SOON_DAYS = 7;

/** How long the access lasts; what a person has to do, when nothing else helps. */
function AccessChip({ access }: { readonly access: AccessView }): ReactNode {
  const { t } = useTranslation('sync');
  const [nowMs] = useState(() => Date.now());
  const endMs = access.renewsItself ? access.refreshUntilMs : access.accessUntilMs;
  if (endMs === null) return t('ways.renews');
  const days = Math.floor((endMs - nowMs) / DAY_MS);
  if (days < 0) return <Chip tone="stop">{t('ways.accessOver')}</Chip>;
  return (
    <Chip tone={days < SOON_DAYS ? 'warn' : 'neutral'}>
      {t(days < SOON_DAYS ? 'ways.accessSoon' : 'ways.accessDays', { n: days })}
    </Chip>
  );
}

/** Which ways orders come in, how late they run, and what each missed that the other one saw. */
export function SyncWays({ shop }: { readonly shop: ShopView }): ReactNode {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const tracks = useQuery(orpc.sync.tracks.queryOptions({ input: { id: shop.id } }));
  if (tracks.error) return <ProblemNote problem={problemOf(tracks.error)} />;
  if (!tracks.data) return null;
  const { listen, lastPushAtMs, pollMissed, pushMissed, overlapMs, access, refundsProblem, calls, ways } = tracks.data;
  const inUse = calls.budgets.filter(({ burst, left }) => left < burst);
  return (
    <>
      <ProblemNote problem={listen?.problem} />
      <ProblemNote problem={access?.problem} />
      {refundsProblem && <p className="muted">{t('ways.refundsFailed')}</p>}
      <ProblemNote problem={refundsProblem} />
      <Facts
        inline
        rows={[
          [
            t('ways.inUse'),
            <Chip key="use" tone={listen?.kind === 'waiting' ? 'warn' : 'neutral'}>
              {t(`ways.${wayOf()}`)}
            </Chip>,
          ],
          ...(lastPushAtMs === null
            ? []
            : [[t('ways.lastPush'), <TimeText key="push" atMs={lastPushAtMs} />] as const]),
          ...(access ? [[t('ways.access'), <AccessChip key="access" access={access} />] as const] : []),
          [t('ways.missed'), t('ways.missedCounts', { push: pushMissed, poll: pollMissed })],
          [t('ways.ceilings'), ceilings()],
          // What was not called of late needs no row.
          ...inUse.map(
            (budget) =>
              [
                budget.operation === '*' ? t('ways.calls') : t('ways.callsOf', { operation: budget.operation }),
                t('ways.callsLeft', { used: budget.burst - budget.left, left: budget.left }),
              ] as const,
          ),
          ...calls.resting.map(
            (each) =>
              [
                t('ways.resting', { operation: each.operation }),
                <Chip key={each.operation} tone="stop">
                  {t('ways.restingUntil', { n: each.failures, time: format.time(each.untilMs) })}
                </Chip>,
              ] as const,
          ),
          [t('ways.overlap'), t('ways.minutes', { n: Math.round(overlapMs / 60_000) })],
        ]}
      />
      <WayRows ways={ways} />
      <ShopMailbox shop={shop} />
    </>
  );

  function ceilings(): string {
    if (calls.budgets.length === 0) return t('ways.noCeilings');
    return t('ways.ceilingsUsed', { n: calls.budgets.length, used: inUse.length });
  }

  function wayOf(): 'listening' | 'waiting' | 'relay' | 'pushAndPoll' | 'pollOnly' {
    if (listen) return listen.kind;
    if (ways.some(({ way, inUse }) => way === 'relay' && inUse)) return 'relay';
    // A push of an earlier hour does not say that the next one comes: the relay may be away.
    return ways.some(({ way, inUse }) => way !== 'poll' && inUse) ? 'pushAndPoll' : 'pollOnly';
  }
}

import { SafetyCertificateFilled, WarningFilled } from '#renderer/ui/icons.tsx';
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { actorText } from '#renderer/features/orders/actor-text.ts';
import { eventTone } from '#renderer/features/orders/event-tone.ts';
import { RushNote } from '#renderer/features/orders/RushNote.tsx';
import { useEventText } from '#renderer/features/orders/use-event-text.ts';
import { orpc } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import type { OrderEvent } from '#renderer/ui/contract-types.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { OrderId } from '#shared/model/ids.ts';

/** Everything that happened, newest first, in sentences; the facts behind each are one click away. */
export function OrderTimeline({
  orderId,
  currency,
}: {
  readonly orderId: OrderId;
  readonly currency: string;
}): ReactNode {
  const { t } = useTranslation('timeline');
  const timeline = useQuery(orpc.orders.timeline.queryOptions({ input: { id: orderId } }));
  return (
    <Panel title={t('title')} extra={timeline.data && <Seal intact={timeline.data.chainIntact} />}>
      <ProblemNote
        problem={timeline.error ? problemOf(timeline.error) : null}
        onRetry={() => void timeline.refetch()}
      />
      {timeline.isLoading && <Skeleton active paragraph={{ rows: 6 }} />}
      <RushNote rush={timeline.data?.rush ?? null} />
      <ol className="timeline" reversed>
        {[...(timeline.data?.events ?? [])].reverse().map((event) => (
          <EventItem key={event.seq} event={event} currency={currency} />
        ))}
      </ol>
    </Panel>
  );
}

function Seal({ intact }: { readonly intact: boolean }): ReactNode {
  const { t } = useTranslation('timeline');
  return (
    <Chip tone={intact ? 'go' : 'stop'} title={t(intact ? 'sealHint' : 'brokenHint')}>
      {intact ? <SafetyCertificateFilled /> : <WarningFilled />}
      {t(intact ? 'seal' : 'broken')}
    </Chip>
  );
}

function EventItem({ event, currency }: { readonly event: OrderEvent; readonly currency: string }): ReactNode {
  const { t } = useTranslation('timeline');
  const format = useFormat();
  const { sentence, facts } = useEventText(event, currency);
  return (
    <li className={`tone-${eventTone(event.type)}`}>
      <details>
        <summary>{sentence}</summary>
        <pre className="muted">
          {[
            `#${event.seq}  ${event.type}  ${event.source}${event.rule ? `  ${event.rule}` : ''}`,
            JSON.stringify(event.data, null, 2),
            t('common:pair', { name: t('trace'), text: event.traceId }),
            t('common:pair', { name: t('hash'), text: event.hash }),
          ].join('\n')}
        </pre>
      </details>
      <div className="timeline-meta">
        <time dateTime={new Date(event.atMs).toISOString()} title={format.full(event.atMs)}>
          {`${format.short(event.atMs)}:${format.time(event.atMs).slice(-2)}`}
        </time>
        <span>{actorText(event, t)}</span>
        {facts.map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
      </div>
    </li>
  );
}

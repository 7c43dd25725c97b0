import { InboxOutlined } from '#renderer/ui/icons.tsx';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { StationSession } from '#renderer/features/packing/use-station-session.ts';
import { client, orpc } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { FlagChips } from '#renderer/ui/FlagChips.tsx';
import { useFlagLooks } from '#renderer/ui/use-flag-looks.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import type { OrderId } from '#shared/model/ids.ts';

/** As many as fit on a large screen. */
const SHOWN = 12;

/** While the table is empty: what waits, urgent and longest paid first, one touch away for orders whose slip is missing. */
export function NextOrders({ session }: { readonly session: StationSession }): ReactNode {
  const { t } = useTranslation('packing');
  const looks = useFlagLooks();
  const [, navigate] = useLocation();
  const orders = useQuery(orpc.packing.waiting.queryOptions({ input: { limit: SHOWN } }));
  const open = useAct((orderId: OrderId) => client.packing.open({ stationId: session.stationId, orderId }), {
    done: session.take,
  });
  const problem = <ProblemNote problem={open.problem} onClose={open.clear} />;
  if (orders.data?.items.length === 0) {
    return (
      <>
        {problem}
        <EmptyState
          icon={<InboxOutlined />}
          title={t('empty.title')}
          hint={t('empty.hint')}
          action={
            <Button size="large" onClick={() => navigate('/orders')}>
              {t('empty.orders')}
            </Button>
          }
        />
      </>
    );
  }
  return (
    <div className="next-orders">
      <div className="row-between">
        <h2>{t('next.title')}</h2>
        <span className="muted">{t('next.order')}</span>
      </div>
      {problem}
      <ul>
        {(orders.data?.items ?? []).map((order) => (
          <li key={order.id}>
            <button type="button" disabled={open.busy} onClick={() => open.run(order.id)}>
              <span className="mono next-number">{order.displayNumber}</span>
              <span className="grow ellipsis muted">{`${order.shopName} · ${order.recipientMasked}`}</span>
              <FlagChips flags={order.flags.filter((flag) => flag === 'urgent' || looks(flag).isLoud)} />
              {order.recipientSealed && <Chip tone="warn">{t('common:recipientSealed')}</Chip>}
              <span>{t('next.units', { n: order.unitCount })}</span>
              <span className="muted">
                {t('next.paid')} <TimeText atMs={order.paidAtMs ?? order.placedAtMs} />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

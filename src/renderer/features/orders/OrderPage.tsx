import { ArrowLeftOutlined, InboxOutlined } from '#renderer/ui/icons.tsx';
import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { OrderAmounts } from '#renderer/features/orders/OrderAmounts.tsx';
import { OrderActions } from '#renderer/features/orders/OrderActions.tsx';
import { OrderCases } from '#renderer/features/orders/OrderCases.tsx';
import { OrderCleaning } from '#renderer/features/orders/OrderCleaning.tsx';
import { OrderCustomsPapers } from '#renderer/features/orders/OrderCustomsPapers.tsx';
import { OrderHolds } from '#renderer/features/orders/OrderHolds.tsx';
import { OrderLines } from '#renderer/features/orders/OrderLines.tsx';
import { OrderParcels } from '#renderer/features/orders/OrderParcels.tsx';
import { OrderPayments } from '#renderer/features/orders/OrderPayments.tsx';
import { OrderTimeline } from '#renderer/features/orders/OrderTimeline.tsx';
import { RawMessages } from '#renderer/features/orders/RawMessages.tsx';
import { RecipientPanel } from '#renderer/features/orders/RecipientPanel.tsx';
import { SealedRecipient } from '#renderer/features/orders/SealedRecipient.tsx';
import { UnsettledParcels } from '#renderer/features/orders/UnsettledParcels.tsx';
import { orpc } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { Facts } from '#renderer/ui/Facts.tsx';
import { FlagChips } from '#renderer/ui/FlagChips.tsx';
import { OrderStatusChip } from '#renderer/ui/OrderStatusChip.tsx';
import { PageFrame } from '#renderer/ui/PageFrame.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useFlagText } from '#renderer/ui/use-flag-text.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useHotkeys } from '#renderer/ui/use-hotkeys.ts';
import { OrderId } from '#shared/model/ids.ts';
import './orders.css';

/** One order with everything that was ever done to it. */
export function OrderPage({ id }: { readonly id: string }): ReactNode {
  const { t } = useTranslation('orders');
  const [, navigate] = useLocation();
  const format = useFormat();
  const flagText = useFlagText();
  const orderId = OrderId.parse(id);
  const { data: order, error, refetch } = useQuery(orpc.orders.get.queryOptions({ input: { id: orderId } }));
  const back = (): void => navigate('/orders');
  useHotkeys({ escape: back });
  if (error && !order) {
    return (
      <EmptyState
        icon={<InboxOutlined />}
        title={t('page.missing')}
        action={<ProblemNote problem={problemOf(error)} onRetry={() => void refetch()} />}
      />
    );
  }
  if (!order) return <Skeleton active style={{ padding: 24 }} paragraph={{ rows: 12 }} />;
  return (
    <PageFrame
      title={
        <span className="row">
          <Button
            type="text"
            icon={<ArrowLeftOutlined />}
            aria-label={t('page.back')}
            title={`${t('page.back')} (Esc)`}
            onClick={back}
          />
          <span className="mono">{order.displayNumber}</span>
          <OrderStatusChip order={order} />
          <FlagChips flags={order.flags} />
        </span>
      }
      intro={`${order.shopName} · ${t('page.platformStatus', { status: order.platformStatus })}`}
      actions={<OrderActions order={order} />}
    >
      <OrderHolds order={order} />
      <SealedRecipient order={order} />
      <UnsettledParcels order={order} />
      <div className="order-layout">
        <div className="stack">
          <OrderLines order={order} />
          <OrderParcels order={order} />
          <OrderTimeline orderId={order.id} currency={order.currency} />
        </div>
        <div className="stack">
          <Panel title={t('page.facts')}>
            <Facts
              rows={[
                [t('facts.placed'), <TimeText key="placed" atMs={order.placedAtMs} long />],
                [
                  t('facts.paid'),
                  order.paidAtMs === null ? t('facts.notPaid') : <TimeText key="paid" atMs={order.paidAtMs} long />,
                ],
                [t('facts.total'), format.money(order.totalMinor, order.currency)],
                [t('facts.shippingFee'), format.money(order.shippingFeeMinor, order.currency)],
                [
                  t('facts.axes'),
                  `${t(`axis.payment.${order.payment}`)} · ${t(`axis.fulfilment.${order.fulfilment}`)} · ${t(`axis.afterSales.${order.afterSales}`)}`,
                ],
                [
                  t('facts.labels'),
                  order.flags.length === 0 ? null : (
                    <span key="labels" className="row order-notes">
                      {order.flags.map((flag) => (
                        <Chip key={flag} tone="neutral">
                          {flagText(flag)}
                        </Chip>
                      ))}
                    </span>
                  ),
                ],
                [t('facts.buyerNote'), order.buyerNote],
                [t('facts.sellerNote'), order.sellerNote],
                [
                  t('facts.numbers'),
                  order.externalIds.map((known) => (
                    <div key={`${known.kind}${known.value}`}>
                      {t(`common:idKind.${known.kind}`, { defaultValue: known.kind })}{' '}
                      <span className="mono">{known.value}</span>
                    </div>
                  )),
                ],
              ]}
            />
          </Panel>
          {order.amounts && (
            <Panel title={t('amounts.title')} flush>
              <OrderAmounts order={order} />
            </Panel>
          )}
          <OrderPayments order={order} />
          <OrderCases order={order} />
          <RecipientPanel order={order} />
          <OrderCleaning orderId={order.id} />
          <OrderCustomsPapers orderId={order.id} />
          <RawMessages orderId={order.id} />
        </div>
      </div>
    </PageFrame>
  );
}

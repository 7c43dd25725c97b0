import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, orpc } from '#renderer/rpc/client.ts';
import type { OrderDetail } from '#renderer/ui/contract-types.ts';
import { Facts } from '#renderer/ui/Facts.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { PaymentState } from '#renderer/ui/PaymentState.tsx';
import type { Payment } from '#renderer/ui/PaymentState.tsx';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { RepairCard } from '#renderer/ui/RepairCard.tsx';
import { RepairForm } from '#renderer/ui/RepairForm.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { PaymentAccountId } from '#shared/model/ids.ts';

/** What payment providers and persons say of an order's payment. Nothing where nobody says anything and nothing is awaited. */
export function OrderPayments({ order }: { readonly order: OrderDetail }): ReactNode {
  const { t } = useTranslation('payments');
  const [repairing, setRepairing] = useState(false);
  const { data } = useQuery(orpc.payments.ofOrder.queryOptions({ input: { orderId: order.id } }));
  const ask = useAct((accountId: PaymentAccountId) => client.payments.askForOrder({ orderId: order.id, accountId }), {
    toast: t('asked'),
  });
  const isAwaiting = order.payment === 'awaited' && order.fulfilment !== 'cancelled';
  // What was begun here stays when the payment arrives by itself meanwhile.
  const isBegun = repairing || ask.problem !== null;
  if (!data) return null;
  if (!isBegun && (!isAwaiting || !data.isTracked) && data.payments.length === 0 && data.repairs.length === 0)
    return null;
  const isPending = data.repairs.some((repair) => repair.state === 'pending');
  const asked = new Set(data.payments.map((payment) => payment.accountId));
  const parked = data.payments.find((payment) => payment.state === 'parked');
  return (
    <Panel title={t('order.title')}>
      <div className="stack">
        {isAwaiting && <span>{t('order.awaited')}</span>}
        {data.payments.length === 0 && <span className="muted">{t('order.none')}</span>}
        {data.payments.map((payment) => (
          <OnePayment key={payment.id} payment={payment} />
        ))}
        {data.repairs.map((repair) => (
          <RepairCard key={repair.id} repair={repair} />
        ))}
        {isAwaiting && data.isTracked && (
          <div className="row">
            {data.askable
              .filter(({ id }) => !asked.has(id))
              .map(({ id, name }) => (
                <Button key={id} loading={ask.input === id} onClick={() => ask.run(id)}>
                  {t('askAt', { name })}
                </Button>
              ))}
            {!isPending && <Button onClick={() => setRepairing(true)}>{t('repair.open')}</Button>}
          </div>
        )}
        <ProblemNote problem={ask.problem} onClose={ask.clear} />
      </div>
      {repairing && (
        <RepairForm
          order={order}
          paymentId={parked?.id ?? null}
          amountMinor={null}
          currency={order.currency}
          reference={parked?.tradeNumber ?? ''}
          onClose={() => setRepairing(false)}
        />
      )}
    </Panel>
  );
}

function OnePayment({ payment }: { readonly payment: Payment }): ReactNode {
  const { t } = useTranslation('payments');
  const format = useFormat();
  const ask = useAct(() => client.payments.ask({ id: payment.id }), { toast: t('asked') });
  return (
    <article className="stack-tight" aria-label={payment.outTradeNo}>
      <span className="row">
        <strong>{payment.accountName}</strong>
        <PaymentState payment={payment} />
      </span>
      <Facts
        rows={[
          [
            t('column.number'),
            <span key="number" className="mono">
              {payment.outTradeNo}
            </span>,
          ],
          [
            t('common:idKind.payment'),
            payment.tradeNumber === '' ? '' : <span className="mono">{payment.tradeNumber}</span>,
          ],
          [t('column.amount'), payment.amountMinor === null ? '' : format.money(payment.amountMinor, payment.currency)],
          [t('nextAt'), payment.nextAttemptAtMs === null ? '' : <TimeText key="next" atMs={payment.nextAttemptAtMs} />],
          [
            t('state.confirmed'),
            payment.confirmedAtMs === null ? '' : <TimeText key="done" atMs={payment.confirmedAtMs} />,
          ],
        ]}
      />
      <ProblemNote problem={payment.reason} />
      {(payment.state === 'parked' || payment.state === 'noticed') && (
        <span className="row">
          <Button loading={ask.busy} onClick={() => ask.run(undefined)}>
            {t('ask')}
          </Button>
        </span>
      )}
      <ProblemNote problem={ask.problem} onClose={ask.clear} />
    </article>
  );
}

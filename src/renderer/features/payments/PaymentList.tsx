import { useQueries, useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { client, orpc } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { Facts } from '#renderer/ui/Facts.tsx';
import { WalletOutlined } from '#renderer/ui/icons.tsx';
import { PaymentState } from '#renderer/ui/PaymentState.tsx';
import type { Payment } from '#renderer/ui/PaymentState.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { RepairForm } from '#renderer/ui/RepairForm.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useFormat } from '#renderer/ui/use-format.ts';

const FIRST = 50;
const MOST = 200;

/** Payments in these states, the newest change first. */
export function PaymentList({
  states,
  empty,
}: {
  readonly states: readonly Payment['state'][];
  readonly empty: 'open' | 'waiting' | 'confirmed';
}): ReactNode {
  const { t } = useTranslation('payments');
  const [limit, setLimit] = useState(FIRST);
  const pages = useQueries({
    queries: states.map((state) => orpc.payments.list.queryOptions({ input: { state, limit } })),
  });
  const repairs = useQuery(orpc.payments.repairs.queryOptions({ input: { state: 'pending' } })).data?.repairs ?? [];
  const handedOver = new Set(repairs.map((repair) => repair.order.id));
  const failed = pages.find((page) => page.error)?.error;
  if (failed) return <ProblemNote problem={problemOf(failed)} />;
  if (pages.some((page) => page.isPending)) return <Skeleton active />;
  const payments = pages.flatMap((page) => page.data?.payments ?? []);
  const hasMore = pages.some((page) => page.data?.next);
  if (payments.length === 0)
    return <EmptyState icon={<WalletOutlined />} title={t(`empty.${empty}`)} hint={t(`empty.${empty}Hint`)} />;
  return (
    <div className="stack">
      {payments
        .toSorted((one, other) => other.updatedAtMs - one.updatedAtMs)
        .map((payment) => (
          <PaymentRow
            key={payment.id}
            payment={payment}
            waitsForDecision={payment.order !== null && handedOver.has(payment.order.id)}
          />
        ))}
      {hasMore && limit < MOST && <Button onClick={() => setLimit(MOST)}>{t('more')}</Button>}
    </div>
  );
}

/** `waitsForDecision`: somebody has confirmed it by hand already, and a second person has to look. */
function PaymentRow({
  payment,
  waitsForDecision,
}: {
  readonly payment: Payment;
  readonly waitsForDecision: boolean;
}): ReactNode {
  const { t } = useTranslation('payments');
  const format = useFormat();
  const [repairing, setRepairing] = useState(false);
  const ask = useAct(() => client.payments.ask({ id: payment.id }), { toast: t('asked') });
  const isOpen = payment.state === 'parked' || payment.state === 'noticed';
  return (
    <article className="panel panel-body stack-tight" aria-label={payment.outTradeNo}>
      <div className="row-between">
        <span className="row">
          <strong className="mono">{payment.outTradeNo}</strong>
          <PaymentState payment={payment} />
        </span>
        <span className="row">
          {isOpen && payment.order && (
            <Button loading={ask.busy} onClick={() => ask.run(undefined)}>
              {t('ask')}
            </Button>
          )}
          {waitsForDecision && (
            <Link href="/payments/repairs">
              <Chip tone="warn">{t('repair.state.pending')}</Chip>
            </Link>
          )}
          {!waitsForDecision && (isOpen || payment.state === 'waiting_order') && (
            <Button onClick={() => setRepairing(true)}>{t('repair.open')}</Button>
          )}
        </span>
      </div>
      <Facts
        inline
        rows={[
          [
            t('column.order'),
            payment.order ? (
              <Link key="order" href={`/orders/${payment.order.id}`} className="mono">
                {payment.order.displayNumber}
              </Link>
            ) : (
              t('noOrder')
            ),
          ],
          [t('column.amount'), payment.amountMinor === null ? '' : format.money(payment.amountMinor, payment.currency)],
          [t('column.account'), payment.accountName],
          [t('column.changed'), <TimeText key="changed" atMs={payment.updatedAtMs} />],
          [t('nextAt'), payment.nextAttemptAtMs === null ? '' : <TimeText key="next" atMs={payment.nextAttemptAtMs} />],
        ]}
      />
      {payment.callbackCount > 0 && <span className="muted">{t('told', { n: payment.callbackCount })}</span>}
      <ProblemNote problem={ask.problem ?? payment.reason} />
      {repairing && (
        <RepairForm
          order={payment.order}
          paymentId={payment.id}
          amountMinor={payment.amountMinor}
          currency={payment.order?.currency ?? payment.currency}
          reference={payment.tradeNumber}
          onClose={() => setRepairing(false)}
        />
      )}
    </article>
  );
}

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
import { RowProblems } from '#renderer/ui/RowProblems.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useRowAct } from '#renderer/ui/use-row-act.ts';

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
  const [repairing, setRepairing] = useState<Payment | null>(null);
  const pages = useQueries({
    queries: states.map((state) => orpc.payments.list.queryOptions({ input: { state, limit } })),
  });
  const repairs = useQuery(orpc.payments.repairs.queryOptions({ input: { state: 'pending' } })).data?.repairs ?? [];
  const handedOver = new Set(repairs.map((repair) => repair.order.id));
  const failed = pages.find((page) => page.error)?.error;
  const isPending = pages.some((page) => page.isPending);
  const payments = pages.flatMap((page) => page.data?.payments ?? []);
  const hasMore = pages.some((page) => page.data?.next);
  return (
    <div className="stack">
      {failed && <ProblemNote problem={problemOf(failed)} />}
      {!failed && isPending && <Skeleton active />}
      <RowProblems>
        {!failed && !isPending && payments.length === 0 && (
          <EmptyState icon={<WalletOutlined />} title={t(`empty.${empty}`)} hint={t(`empty.${empty}Hint`)} />
        )}
        {payments
          .toSorted((one, other) => other.updatedAtMs - one.updatedAtMs)
          .map((payment) => (
            <PaymentRow
              key={payment.id}
              payment={payment}
              waitsForDecision={payment.order !== null && handedOver.has(payment.order.id)}
              onRepair={() => setRepairing(payment)}
            />
          ))}
      </RowProblems>
      {hasMore && limit < MOST && <Button onClick={() => setLimit(MOST)}>{t('more')}</Button>}
      {repairing && (
        <RepairForm
          order={repairing.order}
          paymentId={repairing.id}
          amountMinor={repairing.amountMinor}
          currency={repairing.order?.currency ?? repairing.currency}
          reference={repairing.tradeNumber}
          onClose={() => setRepairing(null)}
        />
      )}
    </div>
  );
}

/** `waitsForDecision`: somebody has confirmed it by hand already, and a second person has to look. */
function PaymentRow({
  payment,
  waitsForDecision,
  onRepair,
}: {
  readonly payment: Payment;
  readonly waitsForDecision: boolean;
  readonly onRepair: () => void;
}): ReactNode {
  const { t } = useTranslation('payments');
  const format = useFormat();
  const ask = useRowAct(payment.outTradeNo, () => client.payments.ask({ id: payment.id }), { toast: t('asked') });
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
            <Button onClick={onRepair}>{t('repair.open')}</Button>
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
    </article>
  );
}

import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useFactText } from '#renderer/features/shops/use-fact-text.ts';
import { orpc } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import type { FieldChange } from '#shared/contract/replay.ts';

/** Which orders a replay changes, field by field. */
export function ReplayedOrders({
  replayId,
  currency,
}: {
  readonly replayId: string;
  readonly currency: string;
}): ReactNode {
  const { t } = useTranslation('sync');
  const factText = useFactText(currency);
  const orders = useQuery(orpc.replay.orders.queryOptions({ input: { id: replayId } }));
  return (
    <div className="ledger-scroll">
      <ProblemNote problem={orders.error ? problemOf(orders.error) : null} />
      <table className="ledger-table">
        <thead>
          <tr>
            {['number', 'result', 'field', 'before', 'after'].map((column) => (
              <th key={column} scope="col">
                {t(`column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {orders.data?.orders.flatMap((order) =>
            (order.outcome === 'changed' ? order.changes : [null]).map((change, index) => (
              <tr key={`${order.externalNumber} ${change?.field ?? ''}`}>
                <td className="mono">{index === 0 && <OrderNumber {...order} />}</td>
                <td>
                  {index === 0 && (
                    <Chip tone={order.outcome === 'parked' ? 'stop' : 'accent'}>{t(`replayed.${order.outcome}`)}</Chip>
                  )}
                </td>
                <td>{change ? fieldName(change) : order.code && t(`errors:${order.code}.title`)}</td>
                <td className="replay-value">{change && factText(change.field, change.before)}</td>
                <td className="replay-value">{change && after(change)}</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </div>
  );

  /** Of a recipient no values are kept. */
  function after(change: FieldChange): string {
    return change.field === 'recipient' ? t('replayed.recipient') : factText(change.field, change.after);
  }

  function fieldName({ field }: FieldChange): string {
    const line = /^line (.*)$/.exec(field);
    return line ? t('field.line', { id: line[1] }) : t(`field.${field}`);
  }
}

interface NumberProps {
  readonly externalNumber: string;
  readonly orderId: string | null;
}

function OrderNumber({ externalNumber, orderId }: NumberProps): ReactNode {
  return orderId ? <Link href={`/orders/${orderId}`}>{externalNumber}</Link> : externalNumber;
}

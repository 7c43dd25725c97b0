import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Chip } from '#renderer/ui/Chip.tsx';
import type { OrderDetail } from '#renderer/ui/contract-types.ts';
import { Facts } from '#renderer/ui/Facts.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';

/** Refunds, returns and exchanges of an order as its platform tells of them; nothing where there are none. */
export function OrderCases({ order }: { readonly order: OrderDetail }): ReactNode {
  const { t } = useTranslation('orders');
  const format = useFormat();
  if (order.cases.length === 0) return null;
  return (
    <Panel title={t('case.title')}>
      {order.cases.map((each) => (
        <div key={each.refundNumber} className="stack-tight">
          <span className="row">
            <strong className="mono">{each.refundNumber}</strong>
            <Chip tone={each.state === 'requested' || each.state === 'in_progress' ? 'warn' : 'neutral'}>
              {t(`axis.afterSales.${each.state}`)}
            </Chip>
          </span>
          <Facts
            rows={[
              [t('case.kind'), t(`case.kinds.${each.kind}`)],
              [t('case.amount'), format.money(each.amountMinor, each.currency)],
              [t('case.reason'), each.reason],
              [t('case.status'), each.platformStatus],
              [
                t('case.requested'),
                each.requestedAtMs === null ? '' : <TimeText key="requested" atMs={each.requestedAtMs} />,
              ],
              [t('case.tracking'), each.returnTrackingNumber],
            ]}
          />
        </div>
      ))}
    </Panel>
  );
}

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Chip } from '#renderer/ui/Chip.tsx';
import type { OrderDetail } from '#renderer/ui/contract-types.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';

/** What was bought, what is reserved, what is already in a box. */
export function OrderLines({ order }: { readonly order: OrderDetail }): ReactNode {
  const { t } = useTranslation('orders');
  const format = useFormat();
  return (
    <Panel title={t('lines.title', { n: order.lineCount, units: order.unitCount })} flush>
      <table className="plain-table">
        <thead>
          <tr>
            <th>{t('lines.goods')}</th>
            <th className="num">{t('lines.quantity')}</th>
            <th className="num">{t('lines.reserved')}</th>
            <th className="num">{t('lines.packed')}</th>
            <th className="num">{t('lines.paid')}</th>
          </tr>
        </thead>
        <tbody>
          {order.lines.map((line) => (
            <tr key={line.id}>
              <td>
                <div className="line-title">{line.title}</div>
                <div className="muted">
                  <span className="mono">{line.skuCode || '—'}</span>
                  {line.variant && ` · ${line.variant}`}
                  {line.weightG !== null && ` · ${format.weight(line.weightG)}`}
                </div>
                {line.skuId === null && <Chip tone="warn">{t('lines.unknownSku')}</Chip>}
                {line.refundState !== 'none' && <Chip tone="stop">{t(`axis.afterSales.${line.refundState}`)}</Chip>}
              </td>
              <td className="num">
                <strong>{line.quantity}</strong>
              </td>
              <td className="num">{line.reservedQuantity}</td>
              <td className="num">{line.packedQuantity}</td>
              <td className="num">{format.money(line.paidMinor, order.currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

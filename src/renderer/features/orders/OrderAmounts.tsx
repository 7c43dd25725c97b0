import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderDetail } from '#renderer/ui/contract-types.ts';
import { useFormat } from '#renderer/ui/use-format.ts';

/** How the total comes about, to the cent; what nobody explains stands on a line of its own. */
export function OrderAmounts({ order }: { readonly order: OrderDetail }): ReactNode {
  const { t } = useTranslation('orders');
  const format = useFormat();
  const { amounts } = order;
  if (!amounts) return null;
  const money = (minor: number): string => format.money(minor, order.currency);
  const rows: readonly (readonly [name: string, minor: number])[] = [
    [t('amounts.goods'), amounts.goodsMinor],
    ...(order.shippingFeeMinor === 0 ? [] : [[t('facts.shippingFee'), order.shippingFeeMinor] as const]),
    ...amounts.promotions.map((promotion) => {
      const kind = t(`amounts.kind.${promotion.kind}`);
      const name = promotion.label === '' ? kind : t('common:pair', { name: kind, text: promotion.label });
      return [name, -promotion.amountMinor] as const;
    }),
    ...(amounts.differenceMinor === 0 ? [] : [[t('amounts.difference'), amounts.differenceMinor] as const]),
  ];
  return (
    <table className="plain-table order-amounts" aria-label={t('amounts.title')}>
      <tbody>
        {rows.map(([name, minor], index) => (
          <tr key={`${index} ${name}`}>
            <td>{name}</td>
            <td className="num">{money(minor)}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">{t('facts.total')}</th>
          <th className="num">{money(order.totalMinor)}</th>
        </tr>
      </tbody>
    </table>
  );
}

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { showGoodsValue } from '#renderer/features/customs/goods/show-goods-value.ts';
import type { GoodsChange } from '#shared/contract/customs-goods.ts';

/** Field by field: what stood there, what is to stand there. */
export function ChangedFields({ change }: { readonly change: GoodsChange }): ReactNode {
  const { t } = useTranslation('customs-goods');
  return (
    <table className="plain-table goods-changes">
      <thead>
        <tr>
          <th>{t('change.field')}</th>
          <th>{t('change.before')}</th>
          <th>{t('change.after')}</th>
        </tr>
      </thead>
      <tbody>
        {change.fields.map(({ field, before, after }) => (
          <tr key={field}>
            <td>{t(`field.${field}`)}</td>
            <td className="goods-before">{showGoodsValue(t, field, before)}</td>
            <td className="goods-after">{showGoodsValue(t, field, after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

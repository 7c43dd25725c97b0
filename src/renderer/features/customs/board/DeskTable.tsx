import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFieldText } from '#renderer/ui/use-customs-field-text.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import type { CustomsBoard } from '#shared/contract/customs-board.ts';

/** Orders of the period at the desk, by destination. */
export function DeskTable({ board }: { readonly board: CustomsBoard }): ReactNode {
  const { t } = useTranslation('customs-board');
  const text = useFieldText();
  if (board.desk.length === 0) return <EmptyState title={t('desk.none')} />;
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th>{t('column.destination')}</th>
          <th className="num">{t('column.orders')}</th>
          <th className="num">{t('column.atOnce')}</th>
          <th className="num">{t('column.blocked')}</th>
          <th className="num">{t('column.overridden')}</th>
        </tr>
      </thead>
      <tbody>
        {board.desk.map((row) => (
          <tr key={row.territory}>
            <td>{text.territory(row.territory)}</td>
            <td className="num">{row.orders}</td>
            <td className="num">
              {row.atOnce} ({Math.floor((row.atOnce * 100) / row.orders)} %)
            </td>
            <td className="num">{row.blocked}</td>
            <td className="num">{row.overridden}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

import { useTranslation } from 'react-i18next';
import { passShare } from '#renderer/features/customs/board/pass-share.ts';
import { useFieldText } from '#renderer/ui/use-customs-field-text.ts';
import { toCsv } from '#renderer/ui/to-csv.ts';
import type { CustomsBoard } from '#shared/contract/customs-board.ts';
import { formatDecimalAmount } from '#shared/model/money.ts';

/** All tables of the board as one file: what it is, destination, name, number. */
export function useBoardCsv(): (board: CustomsBoard) => string {
  const { t } = useTranslation('customs-board');
  const text = useFieldText();
  return (board) =>
    toCsv([
      [t('csvColumn.table'), t('column.destination'), t('csvColumn.name'), t('csvColumn.value')],
      ...board.clearance.flatMap((row) => [
        ...(['cleared', 'refused', 'held', 'returned'] as const).map((result) => [
          t('clearance.title'),
          row.territory,
          t(`column.${result}`),
          String(row[result]),
        ]),
        [t('clearance.title'), row.territory, t('csvColumn.pass'), String(passShare(row) ?? '')],
      ]),
      ...board.reasons.map((row) => [
        t('csvColumn.reason'),
        '',
        t('common:pair', { name: t(`column.${row.result}`), text: row.reason }),
        String(row.parcels),
      ]),
      ...board.costs.map((cost) => [t('cost'), '', cost.currency, formatDecimalAmount(cost.minor, cost.currency)]),
      ...board.desk.flatMap((row) =>
        (['orders', 'atOnce', 'blocked', 'overridden'] as const).map((name) => [
          t('desk.title'),
          row.territory,
          t(`column.${name}`),
          String(row[name]),
        ]),
      ),
      ...board.heat.map((cell) => [t('heat.title'), cell.territory, text.field(cell.field), String(cell.orders)]),
    ]);
}

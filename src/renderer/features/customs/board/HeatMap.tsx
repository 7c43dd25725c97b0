import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFieldText } from '#renderer/ui/use-customs-field-text.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import type { CustomsBoard } from '#shared/contract/customs-board.ts';

/** How many orders lack which field, by destination. The number stands in each cell; the colour only helps. */
export function HeatMap({ board }: { readonly board: CustomsBoard }): ReactNode {
  const { t } = useTranslation('customs-board');
  const text = useFieldText();
  if (board.heat.length === 0) return <EmptyState title={t('heat.none')} hint={t('heat.noneHint')} />;
  const fields = ranked(board.heat, (cell) => cell.field);
  const territories = ranked(board.heat, (cell) => cell.territory);
  const most = Math.max(...board.heat.map((cell) => cell.orders));
  const ordersOf = (territory: string, field: string): number =>
    board.heat.find((cell) => cell.territory === territory && cell.field === field)?.orders ?? 0;
  return (
    <div className="board-heat">
      <table>
        <thead>
          <tr>
            <th>{t('heat.field')}</th>
            {territories.map((territory) => (
              <th key={territory} scope="col">
                {text.territory(territory)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr key={field}>
              <th scope="row">{text.field(field)}</th>
              {territories.map((territory) => {
                const orders = ordersOf(territory, field);
                return (
                  <td
                    key={territory}
                    style={
                      orders === 0
                        ? undefined
                        : {
                            background: `color-mix(in srgb, var(--stop-soft) ${20 + Math.round((orders / most) * 80)}%, var(--panel))`,
                          }
                    }
                  >
                    {orders === 0 ? <span className="muted">0</span> : <strong>{orders}</strong>}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Names by the orders in their cells, most first. */
function ranked(cells: CustomsBoard['heat'], nameOf: (cell: CustomsBoard['heat'][number]) => string): string[] {
  const sums = new Map<string, number>();
  for (const cell of cells) sums.set(nameOf(cell), (sums.get(nameOf(cell)) ?? 0) + cell.orders);
  return [...sums].toSorted(([, one], [, other]) => other - one).map(([name]) => name);
}

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { passShare } from '#renderer/features/customs/board/pass-share.ts';
import { useFieldText } from '#renderer/ui/use-customs-field-text.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { Facts } from '#renderer/ui/Facts.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { CustomsBoard } from '#shared/contract/customs-board.ts';

/** Which share of parcels customs let pass, per destination, against the goal; why others did not; what those cost. */
export function ClearanceTable({ board }: { readonly board: CustomsBoard }): ReactNode {
  const { t } = useTranslation('customs-board');
  const text = useFieldText();
  const format = useFormat();
  if (board.clearance.length === 0) return <EmptyState title={t('clearance.none')} hint={t('clearance.noneHint')} />;
  const all = board.clearance.reduce(
    (sum, row) => ({
      cleared: sum.cleared + row.cleared,
      refused: sum.refused + row.refused,
      held: sum.held + row.held,
      returned: sum.returned + row.returned,
    }),
    { cleared: 0, refused: 0, held: 0, returned: 0 },
  );
  return (
    <div className="stack">
      <table className="plain-table">
        <thead>
          <tr>
            <th>{t('column.destination')}</th>
            <th>{t('column.pass', { goal: percent(board.goalPerMille) })}</th>
            <th className="num">{t('column.cleared')}</th>
            <th className="num">{t('column.refused')}</th>
            <th className="num">{t('column.held')}</th>
            <th className="num">{t('column.returned')}</th>
          </tr>
        </thead>
        <tbody>
          {[{ territory: '', ...all }, ...board.clearance].map((row) => (
            <tr key={row.territory}>
              <td>{row.territory === '' ? <strong>{t('all')}</strong> : text.territory(row.territory)}</td>
              <td>
                <PassBar perMille={passShare(row)} goal={board.goalPerMille} />
              </td>
              <td className="num">{row.cleared}</td>
              <td className="num">{row.refused}</td>
              <td className="num">{row.held}</td>
              <td className="num">{row.returned}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Facts
        rows={[
          [t('cost'), board.costs.map((cost) => format.money(cost.minor, cost.currency)).join(' + ') || '—'],
          ...board.reasons.map(
            (reason) =>
              [
                t('common:pair', { name: t(`column.${reason.result}`), text: reason.reason }),
                t('parcels', { n: reason.parcels }),
              ] as const,
          ),
        ]}
      />
    </div>
  );
}

function percent(perMille: number): string {
  return `${(perMille / 10).toFixed(1)} %`;
}

/** The bar shows 90 to 100 %: the goal and what lies about it would not be told apart on a whole one. */
const SHOWN_FROM = 900;

function PassBar({ perMille, goal }: { readonly perMille: number | null; readonly goal: number }): ReactNode {
  if (perMille === null) return '—';
  const at = (value: number): string => `${Math.max(0, ((value - SHOWN_FROM) / (1000 - SHOWN_FROM)) * 100)}%`;
  return (
    <span className="row">
      <span className="board-bar" aria-hidden="true">
        <span className={perMille >= goal ? 'board-fill board-good' : 'board-fill'} style={{ width: at(perMille) }} />
        <span className="board-goal" style={{ left: at(goal) }} />
      </span>
      <strong>{percent(perMille)}</strong>
    </span>
  );
}

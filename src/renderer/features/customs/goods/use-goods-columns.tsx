import { Progress } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { GoodsListRow } from '#renderer/features/customs/goods/GoodsTab.tsx';
import { Chip } from '#renderer/ui/Chip.tsx';
import type { GridColumn } from '#renderer/ui/DataGrid.tsx';
import { WORLD_GAPS } from '#shared/model/customs-readiness.ts';

/** Gaps named in the grid; the drawer has them all. */
const NAMED_GAPS = 2;

/** Columns of the grid of goods. */
export function useGoodsColumns(): readonly GridColumn<GoodsListRow>[] {
  const { t } = useTranslation('customs-goods');
  return useMemo(
    () => [
      { id: 'code', header: t('column.code'), width: 130, cell: (row) => <span className="mono">{row.skuCode}</span> },
      {
        id: 'title',
        header: t('column.title'),
        width: 200,
        grow: 2,
        cell: (row) => (
          <span className="goods-title">
            {row.title}
            {row.descriptionEn !== '' && <small className="muted">{row.descriptionEn}</small>}
          </span>
        ),
      },
      {
        id: 'score',
        header: t('column.score'),
        width: 104,
        cell: (row) => (
          <Progress
            percent={row.score}
            size="small"
            status={row.score === 100 ? 'success' : 'normal'}
            aria-label={t('column.score')}
          />
        ),
      },
      {
        id: 'missing',
        header: t('column.missing'),
        width: 270,
        grow: 1,
        cell: (row) => <Missing row={row} />,
      },
      {
        id: 'hs',
        header: t('column.hs'),
        width: 90,
        cell: (row) => (row.hs6 === '' ? <span className="muted">—</span> : <span className="mono">{row.hs6}</span>),
      },
      {
        id: 'origin',
        header: t('column.origin'),
        width: 74,
        cell: (row) => row.origin || <span className="muted">—</span>,
      },
      {
        id: 'marks',
        header: t('column.marks'),
        width: 140,
        grow: 1,
        cell: (row) => <Marks row={row} />,
      },
    ],
    [t],
  );
}

function Missing({ row }: { readonly row: GoodsListRow }) {
  const { t } = useTranslation('customs-goods');
  if (row.score === 100) return <Chip tone="go">{t('complete')}</Chip>;
  const worldGaps = row.gaps.filter((gap) => WORLD_GAPS.includes(gap));
  const more = worldGaps.length - NAMED_GAPS;
  return (
    <span className="row goods-chips">
      {worldGaps.slice(0, NAMED_GAPS).map((gap) => (
        <Chip key={gap} tone="warn">
          {t(`gap.${gap}.name`)}
        </Chip>
      ))}
      {more > 0 && <Chip>+{more}</Chip>}
    </span>
  );
}

function Marks({ row }: { readonly row: GoodsListRow }) {
  const { t } = useTranslation('customs-goods');
  return (
    <span className="row goods-chips">
      {row.isPending && <Chip tone="accent">{t('mark.pending')}</Chip>}
      {row.expiresOn !== null && <Chip tone="stop">{t('mark.expires', { day: row.expiresOn })}</Chip>}
      {row.battery !== 'none' && <Chip tone="warn">{t('mark.battery')}</Chip>}
      {row.flags.slice(0, 2).map((flag) => (
        <Chip key={flag}>{t(`flag.${flag}`)}</Chip>
      ))}
      {row.flags.length > 2 && <Chip>+{row.flags.length - 2}</Chip>}
    </span>
  );
}

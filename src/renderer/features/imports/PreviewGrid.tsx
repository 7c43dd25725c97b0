import type { ReactNode } from 'react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportSource } from '#renderer/features/imports/import-draft.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import type { ImportRowView } from '#renderer/ui/contract-types.ts';
import type { GridColumn } from '#renderer/ui/DataGrid.tsx';
import { DataGrid } from '#renderer/ui/DataGrid.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import type { ProblemText } from '#renderer/ui/use-problem-text.ts';
import { useProblemText } from '#renderer/ui/use-problem-text.ts';
import type { Problem } from '#shared/contract/common.ts';

const TONES = { ready: 'go', error: 'stop', applied: 'go', skipped: 'neutral', undone: 'neutral' } as const;

/** Where all cells of a row stand in one column. */
const WHOLE_ROW_PX = 480;
/** Two lines of it hold what is wrong with a bad row. */
const MANY_PROBLEMS_PX = 480;

interface Props {
  readonly kind: ImportSource['kind'];
  readonly headers: readonly string[];
  readonly rows: readonly ImportRowView[];
}

/** The rows of the file as they stand in it; a bad row says what is wrong with it. */
export function PreviewGrid({ kind, headers, rows }: Props): ReactNode {
  const { t } = useTranslation('imports');
  const problemText = useProblemText();
  const textOf = (problem: Problem): ProblemText => {
    const { field } = problem.data;
    const name = typeof field === 'string' ? t(`field.${kind}.${field}`, { defaultValue: field }) : null;
    return problemText({ ...problem, data: { ...problem.data, field: name } });
  };
  const columns = useMemo(
    (): GridColumn<ImportRowView>[] => [
      { id: 'row', header: t('column.row'), width: 64, align: 'end', cell: (row) => row.rowNumber },
      {
        id: 'state',
        header: t('column.state'),
        width: 110,
        cell: (row) => <Chip tone={TONES[row.state]}>{t(`row.${row.state}`)}</Chip>,
      },
      {
        id: 'problem',
        header: t('column.problem'),
        width: rows.some(({ problems }) => problems.length > 1) ? MANY_PROBLEMS_PX : 260,
        grow: 1,
        cell: (row) => {
          if (row.problems.length === 0 && row.doubts.length > 0) return <RowDoubts doubts={row.doubts} />;
          const texts = row.problems.map(textOf);
          const whole = texts.map(({ title, advice }) => `${title} ${advice}`).join('\n');
          return (
            <span className="import-problems" title={whole}>
              {texts.map(({ title }) => title).join(' · ')}
            </span>
          );
        },
      },
      ...headers.map((header, index) => ({
        id: `cell-${index}`,
        header,
        width: headers.length === 1 ? WHOLE_ROW_PX : 150,
        cell: (row: ImportRowView) => <span title={row.cells[index]}>{row.cells[index]}</span>,
      })),
    ],
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- texts change only with the language, which changes `t`
    [headers, kind, rows, t],
  );
  return (
    <div className="preview-grid">
      <DataGrid
        label={t('rows')}
        rows={rows}
        columns={columns}
        rowId={(row) => String(row.rowNumber)}
        rowTone={(row) => (row.problems.length > 0 ? 'stop' : row.doubts.length > 0 ? 'warn' : undefined)}
        empty={<EmptyState title={t('noRows')} />}
        rowPx={42}
      />
    </div>
  );
}

function RowDoubts({ doubts }: Pick<ImportRowView, 'doubts'>): ReactNode {
  const { t } = useTranslation('imports');
  const text = doubts.map((doubt) => t(`doubt.${doubt}`)).join(' ');
  return (
    <span className="import-problems doubts" title={text}>
      {text}
    </span>
  );
}

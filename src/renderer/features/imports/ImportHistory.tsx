import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ImportActions } from '#renderer/features/imports/ImportActions.tsx';
import { ImportErrors } from '#renderer/features/imports/ImportErrors.tsx';
import { ImportProgress } from '#renderer/features/imports/ImportProgress.tsx';
import { Chip } from '#renderer/ui/Chip.tsx';
import type { Tone } from '#renderer/ui/Chip.tsx';
import type { ImportView } from '#renderer/ui/contract-types.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';

const TONES: Readonly<Record<ImportView['state'], Tone>> = {
  reading: 'neutral',
  previewed: 'accent',
  applying: 'accent',
  stopped: 'warn',
  applied: 'go',
  undoing: 'accent',
  undone: 'neutral',
};

/** Every file that came in, what is being done with it, and what can be done about it. */
export function ImportHistory({ imports }: { readonly imports: readonly ImportView[] }): ReactNode {
  const { t } = useTranslation('imports');
  const format = useFormat();
  if (imports.length === 0) return null;
  return (
    <Panel title={t('history')} flush>
      <table className="plain-table">
        <thead>
          <tr>
            <th>{t('column.file')}</th>
            <th>{t('column.kind')}</th>
            <th>{t('column.state')}</th>
            <th className="num">{t('column.rows')}</th>
            <th className="num">{t('column.errors')}</th>
            <th>{t('column.at')}</th>
            <th>
              <span className="visually-hidden">{t('column.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {imports.map((entry) => (
            <tr key={entry.id}>
              <td>{entry.fileName}</td>
              <td>{t(`kind.${entry.kind}`)}</td>
              <td>
                <Chip tone={TONES[entry.state]}>{t(`state.${entry.state}`)}</Chip>
                <ImportProgress entry={entry} />
                {entry.state === 'stopped' && <ProblemNote problem={entry.problem} />}
              </td>
              <td className="num">
                {entry.state === 'applied' || entry.state === 'stopped'
                  ? `${format.count(entry.appliedCount)} / ${format.count(entry.rowCount)}`
                  : format.count(entry.rowCount)}
              </td>
              <td className="num">
                <ImportErrors entry={entry} />
              </td>
              <td>
                <TimeText atMs={entry.undoneAtMs ?? entry.appliedAtMs ?? entry.createdAtMs} />
              </td>
              <td className="num">
                <ImportActions entry={entry} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

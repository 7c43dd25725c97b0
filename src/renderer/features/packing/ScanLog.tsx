import { memo } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { feedbackOf } from '#renderer/features/packing/scan-feedback.ts';
import type { ScanEntry } from '#renderer/features/packing/use-station-session.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useProblemText } from '#renderer/ui/use-problem-text.ts';

/** The last scans with their verdicts, so that nobody has to guess whether the beep was theirs. */
export function ScanLog({ log }: { readonly log: readonly ScanEntry[] }): ReactNode {
  const { t } = useTranslation('packing');
  return (
    <section className="scan-log" aria-label={t('log.title')}>
      <h3>{t('log.title')}</h3>
      {log.length === 0 && <p className="muted">{t('log.empty')}</p>}
      <ol aria-live="polite" aria-relevant="additions">
        {log.map((entry) => (
          <LoggedScan key={entry.id} entry={entry} />
        ))}
      </ol>
    </section>
  );
}

const LoggedScan = memo(function LoggedScan({ entry }: { readonly entry: ScanEntry }): ReactNode {
  const { t } = useTranslation('packing');
  const format = useFormat();
  const textOf = useProblemText();
  return (
    <li className={`scan-entry scan-${feedbackOf(entry.verdict).flash ?? 'go'}`}>
      <time className="muted">{format.time(entry.atMs)}</time>
      <span className="mono ellipsis" title={entry.code}>
        {entry.code}
      </span>
      <span className="ellipsis scan-words">
        {entry.problem ? textOf(entry.problem).title : t(`verdict.${entry.verdict}`)}
      </span>
    </li>
  );
});

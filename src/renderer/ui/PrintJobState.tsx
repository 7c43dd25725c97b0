import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Chip } from '#renderer/ui/Chip.tsx';
import type { PrintJobView } from '#renderer/ui/contract-types.ts';
import { printTone } from '#renderer/ui/print-tone.ts';

/** State of a print job and, when it was printed, how that is known. */
export function PrintJobState({ job }: { readonly job: PrintJobView }): ReactNode {
  const { t } = useTranslation();
  return (
    <span className="row">
      <Chip tone={printTone(job.state)}>{t(`print.${job.state}`)}</Chip>
      {job.state === 'printed' && job.proof !== 'none' && <span className="muted">{t(`proof.${job.proof}`)}</span>}
    </span>
  );
}

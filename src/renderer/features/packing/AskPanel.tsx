import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { StationSession } from '#renderer/features/packing/use-station-session.ts';
import { client } from '#renderer/rpc/client.ts';
import { PrintDecision } from '#renderer/ui/PrintDecision.tsx';
import { PrintPreview } from '#renderer/ui/PrintPreview.tsx';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useProblemText } from '#renderer/ui/use-problem-text.ts';
import type { PackingState } from '#shared/contract/packing.ts';

/** The outcome is unknown: the packer looks at the printer and answers. Scanning the label answers too. */
export function AskPanel({
  session,
  state,
}: {
  readonly session: StationSession;
  readonly state: PackingState;
}): ReactNode {
  const { t } = useTranslation('packing');
  const textOf = useProblemText();
  const job = state.printJob;
  if (!job) {
    return (
      <div className="ask">
        <h2>{t('ask.waybill')}</h2>
        <p>{t('ask.waybillHint')}</p>
        {state.problems.map((problem) => (
          <ProblemNote key={problem.code} problem={problem} />
        ))}
      </div>
    );
  }
  return (
    <div className="ask">
      <div className="label-panel">
        <PrintPreview key={job.id} job={job} height={150} />
        <div className="stack grow">
          <h2>{t('ask.label', { printer: job.deviceName })}</h2>
          <p>{t('ask.labelHint')}</p>
          <span className="mono">{job.trackingNumber}</span>
          {job.problem && <p className="ask-why">{textOf(job.problem).title}</p>}
        </div>
      </div>
      <PrintDecision
        job={job}
        hasKeys
        tell={(decision) =>
          session.act(async (stationId) => {
            await client.printing.decide({ id: job.id, decision });
            return client.packing.state({ stationId });
          })
        }
      />
    </div>
  );
}

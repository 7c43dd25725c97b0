import { CheckOutlined, PrinterOutlined, StopOutlined } from '#renderer/ui/icons.tsx';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '#renderer/rpc/client.ts';
import type { PrintJobView } from '#renderer/ui/contract-types.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import './print-decision.css';

interface Props {
  readonly job: PrintJobView;
  readonly onDecided?: () => void;
  /** Key caps shown on the buttons where the screen has bound keys. */
  readonly keys?: readonly [string, string, string];
}

const DECISIONS = ['printed', 'reprint', 'void'] as const;
const ICONS = { printed: <CheckOutlined />, reprint: <PrinterOutlined />, void: <StopOutlined /> };

/** The program cannot know whether the label came out: a person looks and answers. Nothing is repeated by itself. */
export function PrintDecision({ job, onDecided, keys }: Props): ReactNode {
  const { t } = useTranslation();
  const decide = useAct((decision: (typeof DECISIONS)[number]) => client.printing.decide({ id: job.id, decision }), {
    done: () => onDecided?.(),
  });
  return (
    <div className="stack">
      <div className="decision" role="group" aria-label={t('decide.question')}>
        {DECISIONS.map((decision, index) => (
          <button
            key={decision}
            type="button"
            className={`decision-button decision-${decision}`}
            disabled={decide.busy}
            onClick={() => decide.run(decision)}
          >
            <span className="decision-icon">{ICONS[decision]}</span>
            <strong>{t(`decide.${decision}`)}</strong>
            <span>{t(`decide.${decision}Hint`)}</span>
            {keys && <kbd>{keys[index]}</kbd>}
          </button>
        ))}
      </div>
      <ProblemNote problem={decide.problem} onClose={decide.clear} />
    </div>
  );
}

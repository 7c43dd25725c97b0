import { CheckOutlined, PrinterOutlined, StopOutlined } from '#renderer/ui/icons.tsx';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '#renderer/rpc/client.ts';
import type { PrintJobView } from '#renderer/ui/contract-types.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useHotkeys } from '#renderer/ui/use-hotkeys.ts';
import { usePrintName } from '#renderer/ui/use-print-name.ts';
import { useRowAct } from '#renderer/ui/use-row-act.ts';
import './print-decision.css';

interface Props {
  readonly job: PrintJobView;
  readonly onDecided?: () => void;
  /** Tells the backend; for a screen whose acts wait for each other. */
  readonly tell?: (decision: Decision) => Promise<unknown>;
  /** F4, F6 and F7 answer too: for a screen that asks about one label at a time. */
  readonly hasKeys?: boolean;
}

const DECISIONS = ['printed', 'reprint', 'void'] as const;
type Decision = (typeof DECISIONS)[number];
const KEYS: Readonly<Record<Decision, string>> = { printed: 'F4', reprint: 'F6', void: 'F7' };
const ICONS = { printed: <CheckOutlined />, reprint: <PrinterOutlined />, void: <StopOutlined /> };

/** The program cannot know whether the label came out: a person looks and answers. Nothing is repeated by itself. */
export function PrintDecision({ job, onDecided, tell, hasKeys = false }: Props): ReactNode {
  const { t } = useTranslation();
  const decide = useRowAct(
    usePrintName()(job),
    tell ?? ((decision: Decision) => client.printing.decide({ id: job.id, decision })),
    { done: () => onDecided?.() },
  );
  useHotkeys(
    Object.fromEntries(DECISIONS.map((decision) => [KEYS[decision].toLowerCase(), () => decide.run(decision)])),
    hasKeys && !decide.busy,
  );
  return (
    <div className="stack">
      <div className="decision" role="group" aria-label={t('decide.question')}>
        {DECISIONS.map((decision) => (
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
            {hasKeys && <kbd>{KEYS[decision]}</kbd>}
          </button>
        ))}
      </div>
      <ProblemNote problem={decide.problem} onClose={decide.clear} />
    </div>
  );
}

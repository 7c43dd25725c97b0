import {
  BarcodeOutlined,
  CheckCircleFilled,
  CloseCircleFilled,
  DashboardOutlined,
  LoadingOutlined,
  PrinterOutlined,
  QuestionCircleFilled,
  ScanOutlined,
} from '#renderer/ui/icons.tsx';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { TeachBarcode } from '#renderer/features/packing/TeachBarcode.tsx';
import type { StationSession } from '#renderer/features/packing/use-station-session.ts';
import { useProblemText } from '#renderer/ui/use-problem-text.ts';
import { useSetting } from '#renderer/ui/use-setting.ts';
import type { LiveWeight, PackingPhase, PackingState } from '#shared/contract/packing.ts';

const ICONS: Readonly<Record<PackingPhase | 'ready', ReactNode>> = {
  idle: <ScanOutlined />,
  items: <BarcodeOutlined />,
  weigh: <DashboardOutlined />,
  ready: <PrinterOutlined />,
  label: <LoadingOutlined />,
  printing: <PrinterOutlined />,
  ask: <QuestionCircleFilled />,
  done: <CheckCircleFilled />,
};

interface Props {
  readonly session: StationSession;
  readonly state: PackingState;
  readonly weight: LiveWeight | undefined;
}

/** Questions, no faults: the packer may just go on with the next item. */
const QUESTIONS: ReadonlySet<string> = new Set([
  'ERR_PACKING_DUPLICATE_SCAN',
  'ERR_PACKING_SERIAL_TWICE',
  'ERR_PACKING_SERIAL_ELSEWHERE',
  'ERR_PACKING_GOODS_EXPIRED',
]);

/** The one sentence to read: what to do now, or what went wrong and how to go on. Read aloud by screen readers too. */
export function Instruction({ session, state, weight }: Props): ReactNode {
  const { t } = useTranslation('packing');
  const textOf = useProblemText();
  const autoPrint = useSetting('autoPrintLabel');
  const problem = session.problem ?? (state.phase === 'ask' ? null : (state.problems[0] ?? null));
  if (problem) {
    const { title, advice } = textOf(problem);
    const isQuestion = QUESTIONS.has(problem.code);
    return (
      <section className={`instruction ${isQuestion ? 'instruction-ask' : 'instruction-stop'}`} role="alert">
        {isQuestion ? (
          <QuestionCircleFilled className="instruction-icon" />
        ) : (
          <CloseCircleFilled className="instruction-icon" />
        )}
        <div className="grow">
          <div className="instruction-text">{title}</div>
          <div className="instruction-sub">{advice}</div>
        </div>
        <TeachBarcode session={session} state={state} />
        {session.problem && (
          <button type="button" className="instruction-button" onClick={session.clearProblem}>
            {t('common:understood')}
          </button>
        )}
      </section>
    );
  }
  const weighed = state.phase === 'weigh' && state.weightG !== null;
  // The weight is good, but nothing goes on by itself any more: what was tried failed, or labels wait for their key.
  const isReady = !session.busy && (state.phase === 'label' || (weighed && !autoPrint));
  const shown = isReady ? 'ready' : weighed ? 'label' : state.phase;
  return (
    <section className={`instruction instruction-${state.phase}`} aria-live="polite" aria-atomic="true">
      <span className="instruction-icon">{ICONS[shown]}</span>
      <div className="grow">
        <div className="instruction-text">{t(`phase.${shown}.text`)}</div>
        <div className="instruction-sub">{subText()}</div>
      </div>
      {state.phase === 'items' && <Progress state={state} />}
      {state.phase === 'done' && <span className="instruction-number mono">{state.trackingNumber}</span>}
    </section>
  );

  function subText(): string {
    // An empty scale is no problem: the instruction itself says what to do.
    if (state.phase === 'weigh' && weight?.problem && (weight.grams ?? 0) > 0) return textOf(weight.problem).title;
    if (state.phase === 'items') return nextItem();
    if (state.phase === 'done' && state.printJob?.proof !== 'scanned') return t('phase.done.confirm');
    return t(`phase.${shown}.sub`);
  }

  function nextItem(): string {
    const line = state.lines.find((candidate) => candidate.scannedQuantity < candidate.dueQuantity);
    if (!line) return '';
    return [t('phase.items.next', { title: line.title }), line.location].filter((part) => part !== '').join(' · ');
  }
}

function Progress({ state }: { readonly state: PackingState }): ReactNode {
  const { t } = useTranslation('packing');
  const due = state.lines.reduce((sum, line) => sum + line.dueQuantity, 0);
  const scanned = state.lines.reduce((sum, line) => sum + line.scannedQuantity, 0);
  return (
    <div
      className="instruction-progress"
      role="progressbar"
      aria-valuemin={0}
      aria-valuemax={due}
      aria-valuenow={scanned}
      aria-label={t('progress')}
    >
      <strong>{due - scanned}</strong>
      <span>{t('left')}</span>
    </div>
  );
}

import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionBar } from '#renderer/features/packing/ActionBar.tsx';
import { AskPanel } from '#renderer/features/packing/AskPanel.tsx';
import { DemoDrawer } from '#renderer/features/packing/DemoDrawer.tsx';
import { FlashOverlay } from '#renderer/features/packing/FlashOverlay.tsx';
import { Instruction } from '#renderer/features/packing/Instruction.tsx';
import { ItemRows } from '#renderer/features/packing/ItemRows.tsx';
import { LabelPanel } from '#renderer/features/packing/LabelPanel.tsx';
import { NextOrders } from '#renderer/features/packing/NextOrders.tsx';
import { PackingHead } from '#renderer/features/packing/PackingHead.tsx';
import { ScanLog } from '#renderer/features/packing/ScanLog.tsx';
import type { DialogName } from '#renderer/features/packing/use-station-actions.ts';
import { runCommand, useStationActions } from '#renderer/features/packing/use-station-actions.ts';
import { StationDialogs } from '#renderer/features/packing/StationDialogs.tsx';
import { useAutoAdvance } from '#renderer/features/packing/use-auto-advance.ts';
import { useLiveWeight } from '#renderer/features/packing/use-live-weight.ts';
import { useSerialScans } from '#renderer/features/packing/use-serial-scans.ts';
import { useStationSession } from '#renderer/features/packing/use-station-session.ts';
import { WeightPanel } from '#renderer/features/packing/WeightPanel.tsx';
import { toggleFullScreen } from '#renderer/ui/full-screen.ts';
import { preferences } from '#renderer/ui/preferences.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useHotkeys } from '#renderer/ui/use-hotkeys.ts';
import { useWedgeScanner } from '#renderer/ui/use-wedge-scanner.ts';
import { useHasRole } from '#renderer/ui/use-has-role.ts';
import { useStatusPart } from '#renderer/ui/use-status-part.ts';
import type { Problem } from '#shared/contract/common.ts';
import type { Command } from '#shared/scanning/command-barcode.ts';
import './packing.css';

/** One station from order to label: everything by scanner and scale, all the rest by F-keys. */
export function PackingPage(): ReactNode {
  const commands = useRef<(command: Command) => void>(() => undefined);
  const session = useStationSession((command) => commands.current(command));
  const { state } = session;
  const [dialog, setDialog] = useState<DialogName | null>(null);
  const [typed, setTyped] = useState('');
  const codeField = useRef<HTMLInputElement>(null);
  const isLead = useHasRole('lead');
  const demo = useStatusPart((status) => status.demo) ?? false;
  const hasScale = state !== undefined && state.phase !== 'idle' && state.phase !== 'done';
  const weight = useLiveWeight(session.stationId, hasScale);
  useAutoAdvance(session, weight);
  useSerialScans(session);

  const { scan } = session;
  const focusCode = useCallback(() => codeField.current?.focus(), []);
  const scanTyped = useCallback((code: string) => scan(code, 'typed'), [scan]);
  const openReprint = useCallback(() => setDialog('reprint'), []);
  const closeDialog = useCallback(() => setDialog(null), []);
  useWedgeScanner({
    onScan: useCallback(
      (code: string) => {
        // A stray character in the code field must not join the next typed code.
        setTyped('');
        scan(code, 'wedge');
      },
      [scan],
    ),
    onTyped: useCallback((text: string) => {
      if (text === '/' || text === '?') {
        // One key of the whole window, now that it has proved to be no scan. Without a key position it passes the scanner's ear.
        document.dispatchEvent(new KeyboardEvent('keydown', { key: text, cancelable: true }));
        return;
      }
      setTyped((before) => `${before}${text}`);
      codeField.current?.focus();
    }, []),
  });
  const actions = useStationActions(session, isLead, setDialog, focusCode);
  commands.current = (command) => runCommand(command, actions, setDialog);
  useHotkeys({
    ...Object.fromEntries(actions.map((action) => [action.key, action.run])),
    f10: () => preferences.set({ sound: !preferences.get().sound }),
    f11: () => void toggleFullScreen(),
  });

  if (!state) return <Loading session={session} />;
  return (
    <div className={`packing packing-${state.phase}`}>
      <PackingHead state={state} extra={demo && <DemoDrawer scan={scan} />} />
      <Instruction session={session} state={state} weight={weight} />
      <div className="packing-body">
        <div className="packing-main">{mainOf()}</div>
        <aside className="packing-side">
          {hasScale && <WeightPanel weight={weight} state={state} />}
          {state.printJob && state.phase !== 'ask' && <LabelPanel job={state.printJob} onReprint={openReprint} />}
          <ScanLog log={session.log} />
        </aside>
      </div>
      <ActionBar
        actions={actions}
        busy={session.busy}
        typed={typed}
        onTyped={setTyped}
        onCode={scanTyped}
        field={codeField}
      />
      <FlashOverlay entry={session.log[0]} />
      <StationDialogs
        dialog={dialog}
        onClose={closeDialog}
        refusedG={refusedGrams(session.problem)}
        expectedG={state.expectedG}
        printJob={state.printJob}
        packagingCode={state.weightBasis?.packaging?.code ?? null}
        reload={session.reload}
        busy={session.busy}
        act={session.act}
      />
    </div>
  );

  function mainOf(): ReactNode {
    if (!state || state.phase === 'idle') return <NextOrders session={session} />;
    if (state.phase === 'ask') return <AskPanel session={session} state={state} />;
    return <ItemRows session={session} state={state} />;
  }
}

function refusedGrams(problem: Problem | null): number | null {
  const grams = problem?.code === 'ERR_PACKING_WEIGHT_OUT_OF_TOLERANCE' ? problem.data['grams'] : null;
  return typeof grams === 'number' ? grams : null;
}

function Loading({ session }: { readonly session: ReturnType<typeof useStationSession> }): ReactNode {
  const { t } = useTranslation('packing');
  return (
    <div className="packing" aria-busy="true" aria-label={t('title')}>
      <ProblemNote problem={session.loadProblem} onRetry={session.reload} />
      {!session.loadProblem && <Skeleton active style={{ padding: 24 }} paragraph={{ rows: 10 }} />}
    </div>
  );
}

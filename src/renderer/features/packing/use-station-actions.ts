import { useMemo } from 'react';
import type { StationSession } from '#renderer/features/packing/use-station-session.ts';
import { client } from '#renderer/rpc/client.ts';
import type { PackingPhase, PackingState, ScanVerdict } from '#shared/contract/packing.ts';
import type { Command } from '#shared/scanning/command-barcode.ts';

export type DialogName = 'weight' | 'override' | 'cancel' | 'hold' | 'reprint' | 'box';

export interface StationAction {
  /** Name of its words in packing.json under `action`. */
  readonly name: string;
  /** The key that runs it, as `use-hotkeys` names it. */
  readonly key: string;
  readonly tone: 'primary' | 'plain' | 'danger';
  readonly run: () => void;
}

interface Tools {
  readonly act: StationSession['act'];
  readonly openDialog: (name: DialogName) => void;
  readonly focusCode: () => void;
}

/**
 * What can be done now, most useful last (it stands at the right, under the thumb). One list draws the buttons and binds the
 * keys; it stays the same list while the same things can be done. Give it stable functions.
 */
export function useStationActions(
  { state, problem, act, log, countAsked }: StationSession,
  isLead: boolean,
  openDialog: Tools['openDialog'],
  focusCode: Tools['focusCode'],
): readonly StationAction[] {
  const names = state ? namesFor(state, problem?.code ?? null, isLead).join(' ') : '';
  const isOpen = state?.phase === 'items' || state?.phase === 'weigh';
  const asked = isOpen && log[0] && mayAnswer(log[0].verdict, isLead) ? log[0] : null;
  return useMemo(() => {
    const all = allActions({ act, openDialog, focusCode });
    const actions = names.split(' ').flatMap((name) => all[name] ?? []);
    if (asked === null) return actions;
    const name = asked.verdict === 'expired' ? 'countExpired' : 'countSecond';
    return [...actions, { name, key: 'f3', tone: 'plain', run: () => countAsked(asked) }];
  }, [names, act, openDialog, focusCode, asked, countAsked]);
}

/** Goods whose date is past go into a box only on the word of a lead. */
function mayAnswer(verdict: ScanVerdict['verdict'], isLead: boolean): boolean {
  return verdict === 'duplicate' || (verdict === 'expired' && isLead);
}

function allActions({ act, openDialog, focusCode }: Tools): Readonly<Record<string, StationAction>> {
  return {
    typeCode: { name: 'typeCode', key: 'f2', tone: 'plain', run: focusCode },
    weigh: {
      name: 'weigh',
      key: 'f4',
      tone: 'primary',
      run: () => void act((stationId) => client.packing.weigh({ stationId })),
    },
    byHand: { name: 'weighByHand', key: 'f6', tone: 'plain', run: () => openDialog('weight') },
    override: { name: 'override', key: 'f7', tone: 'danger', run: () => openDialog('override') },
    partial: {
      name: 'partial',
      key: 'f4',
      tone: 'plain',
      run: () => void act((stationId) => client.packing.partial({ stationId })),
    },
    box: { name: 'box', key: 'f5', tone: 'plain', run: () => openDialog('box') },
    hold: { name: 'hold', key: 'f7', tone: 'danger', run: () => openDialog('hold') },
    putBack: { name: 'putBack', key: 'f8', tone: 'danger', run: () => openDialog('cancel') },
    finish: {
      name: 'finish',
      key: 'f9',
      tone: 'primary',
      run: () => void act((stationId) => client.packing.finish({ stationId })),
    },
    askCarrier: {
      name: 'askCarrier',
      key: 'f9',
      tone: 'primary',
      run: () => void act((stationId) => client.packing.resolveWaybill({ stationId })),
    },
    next: {
      name: 'next',
      key: 'f9',
      tone: 'primary',
      run: () => void act((stationId) => client.packing.next({ stationId })),
    },
  };
}

function namesFor(state: PackingState, problem: string | null, isLead: boolean): string[] {
  const outside = problem === 'ERR_PACKING_WEIGHT_OUT_OF_TOLERANCE';
  const byPhase: Record<PackingPhase, string[]> = {
    idle: ['typeCode'],
    items: ['typeCode', 'putBack', 'hold', 'box', ...(hasScanned(state) ? ['partial'] : [])],
    weigh: [
      'typeCode',
      'putBack',
      'box',
      'byHand',
      outside && isLead ? 'override' : 'hold',
      state.weightG === null ? 'weigh' : 'finish',
    ],
    label: ['typeCode', 'putBack', 'hold', 'finish'],
    printing: ['typeCode', 'next'],
    // The three answers about a label have buttons of their own; a waybill is asked about at the carrier.
    ask: state.printJob && state.trackingNumber ? ['typeCode'] : ['typeCode', 'putBack', 'askCarrier'],
    // A labelled parcel whose order was stopped meanwhile must not leave.
    done: state.problems.length > 0 ? ['typeCode', 'putBack', 'next'] : ['typeCode', 'next'],
  };
  return byPhase[state.phase];
}

function hasScanned(state: PackingState): boolean {
  return state.lines.some((line) => line.scannedQuantity > 0);
}

/** Which action a command barcode stands for that the window does; the backend has judged that it makes sense now. */
const COMMAND_ACTIONS: Partial<Record<Command, readonly string[]>> = {
  FINISH: ['finish', 'askCarrier'],
  WEIGH: ['weigh'],
  CANCEL: ['putBack'],
};

/** Runs a command of the printed sheet that the window does. */
export function runCommand(
  command: Command,
  actions: readonly StationAction[],
  openDialog: (name: DialogName) => void,
): void {
  const names = COMMAND_ACTIONS[command] ?? [];
  if (command === 'HELP') document.dispatchEvent(new KeyboardEvent('keydown', { key: '?', cancelable: true }));
  else if (command === 'REPRINT') openDialog('reprint');
  else actions.find((action) => names.includes(action.name))?.run();
}

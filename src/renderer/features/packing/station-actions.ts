import type { StationSession } from '#renderer/features/packing/use-station-session.ts';
import { client } from '#renderer/rpc/client.ts';
import type { PackingPhase, PackingState } from '#shared/contract/packing.ts';
import type { Command } from '#shared/scanning/command-barcode.ts';

export type DialogName = 'weight' | 'override' | 'cancel';

export interface StationAction {
  /** Name of its words in packing.json under `action`. */
  readonly name: string;
  /** The key that runs it, as `use-hotkeys` names it. */
  readonly key: string;
  readonly tone: 'primary' | 'plain' | 'danger';
  readonly run: () => void;
}

interface Tools {
  readonly session: StationSession;
  readonly isLead: boolean;
  readonly openDialog: (name: DialogName) => void;
  readonly focusCode: () => void;
}

/** What can be done now, most useful last (it stands at the right, under the thumb). One list draws the buttons and binds the keys. */
export function stationActions(state: PackingState, tools: Tools): readonly StationAction[] {
  const { session, openDialog } = tools;
  const finish = (): void => void session.act((stationId) => client.packing.finish({ stationId }));
  const all: Record<string, StationAction> = {
    typeCode: { name: 'typeCode', key: 'f2', tone: 'plain', run: tools.focusCode },
    weigh: {
      name: 'weigh',
      key: 'f4',
      tone: 'primary',
      run: () => void session.act((stationId) => client.packing.weigh({ stationId })),
    },
    countSecond: {
      name: 'countSecond',
      key: 'f3',
      tone: 'plain',
      run: () => session.countSecondUnit(session.log[0]?.code ?? ''),
    },
    byHand: { name: 'weighByHand', key: 'f6', tone: 'plain', run: () => openDialog('weight') },
    override: { name: 'override', key: 'f7', tone: 'danger', run: () => openDialog('override') },
    putBack: { name: 'putBack', key: 'f8', tone: 'danger', run: () => openDialog('cancel') },
    finish: { name: 'finish', key: 'f9', tone: 'primary', run: finish },
    askCarrier: {
      name: 'askCarrier',
      key: 'f9',
      tone: 'primary',
      run: () => void session.act((stationId) => client.packing.resolveWaybill({ stationId })),
    },
    next: {
      name: 'next',
      key: 'f9',
      tone: 'primary',
      run: () => void session.act((stationId) => client.packing.next({ stationId })),
    },
  };
  const names = namesFor(state, session.problem?.code ?? null, tools.isLead);
  const wasReadTwice = session.log[0]?.verdict === 'duplicate' && (state.phase === 'items' || state.phase === 'weigh');
  return [...names, ...(wasReadTwice ? ['countSecond'] : [])].flatMap((name) => all[name] ?? []);
}

function namesFor(state: PackingState, problem: string | null, isLead: boolean): string[] {
  const outside = problem === 'ERR_PACKING_WEIGHT_OUT_OF_TOLERANCE';
  const byPhase: Record<PackingPhase, string[]> = {
    idle: ['typeCode'],
    items: ['typeCode', 'putBack'],
    weigh: [
      'typeCode',
      'putBack',
      'byHand',
      ...(outside && isLead ? ['override'] : []),
      state.weightG === null ? 'weigh' : 'finish',
    ],
    label: ['typeCode', 'putBack', 'finish'],
    printing: ['typeCode', 'next'],
    // The three answers about a label have buttons of their own; a waybill is asked about at the carrier.
    ask: state.printJob && state.trackingNumber ? ['typeCode'] : ['typeCode', 'putBack', 'askCarrier'],
    done: ['typeCode', 'next'],
  };
  return byPhase[state.phase];
}

/** Which action a command barcode stands for. The others need words that a barcode cannot say. */
const COMMAND_ACTIONS: Partial<Record<Command, readonly string[]>> = {
  NEXT: ['next'],
  FINISH: ['finish', 'askCarrier'],
  WEIGH: ['weigh'],
  CANCEL: ['putBack'],
};

/** Runs a command of the printed sheet, when it makes sense now. */
export function runCommand(command: Command, actions: readonly StationAction[]): void {
  const names = COMMAND_ACTIONS[command] ?? [];
  actions.find((action) => names.includes(action.name))?.run();
}

import type { PackingPhase } from '#shared/contract/packing.ts';
import type { ErrorCode } from '#shared/errors/catalog.ts';
import type { Command } from '#shared/scanning/command-barcode.ts';

/** `scan`: done with the scan itself, once, however many windows look at the station. `screen`: opens or starts something in the window. */
type Doer = 'scan' | 'screen';

interface CommandRule {
  readonly by: Doer;
  /** Where it makes sense; everywhere else it is refused. */
  readonly phases: readonly PackingPhase[];
}

const BOX_OPEN: readonly PackingPhase[] = ['items', 'weigh'];

/** What each command of the printed sheet means in each phase of a station. */
export const COMMAND_RULES: Readonly<Record<Command, CommandRule>> = {
  NEXT: { by: 'scan', phases: ['printing', 'done'] },
  FINISH: { by: 'screen', phases: ['weigh', 'label', 'ask'] },
  PARTIAL: { by: 'scan', phases: ['items'] },
  SKIP: { by: 'scan', phases: BOX_OPEN },
  WEIGH: { by: 'screen', phases: ['weigh'] },
  REPRINT: { by: 'screen', phases: ['label', 'ask', 'done'] },
  HOLD: { by: 'scan', phases: ['items', 'weigh', 'label'] },
  CANCEL: { by: 'screen', phases: ['items', 'weigh', 'label', 'ask', 'done'] },
  UNDO: { by: 'scan', phases: BOX_OPEN },
  HELP: { by: 'screen', phases: ['idle', 'items', 'weigh', 'label', 'printing', 'ask', 'done'] },
  BOX: { by: 'scan', phases: BOX_OPEN },
  QTY: { by: 'scan', phases: ['items'] },
};

export type CommandVerdict =
  | { readonly ok: true; readonly by: Doer }
  | { readonly ok: false; readonly code: ErrorCode };

/** Whether a command makes sense now and who does it, else the code of what to tell the packer. */
export function judgeCommand(command: Command, phase: PackingPhase): CommandVerdict {
  const { by, phases } = COMMAND_RULES[command];
  if (phases.includes(phase)) return { ok: true, by };
  return { ok: false, code: phase === 'idle' ? 'ERR_PACKING_NO_SESSION' : 'ERR_PACKING_COMMAND_NOT_NOW' };
}

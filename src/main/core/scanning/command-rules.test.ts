import { describe, expect, it } from 'vitest';
import { COMMAND_RULES, judgeCommand } from '#core/scanning/command-rules.ts';
import { PackingPhase } from '#shared/contract/packing.ts';
import { COMMANDS } from '#shared/scanning/command-barcode.ts';

/** Who does what where, as a picture: s = the scan does it, w = the window does it, . = refused. Columns as in PackingPhase. */
const PICTURE: Readonly<Record<string, string>> = {
  //        idle items weigh label printing ask done
  NEXT: '....s.s',
  FINISH: '..ww.w.',
  PARTIAL: '.s.....',
  SKIP: '.ss....',
  WEIGH: '..w....',
  REPRINT: '...w.ww',
  HOLD: '.sss...',
  CANCEL: '.www.ww',
  UNDO: '.ss....',
  HELP: 'wwwwwww',
  QTY: '.s.....',
  BOX: '.ss....',
};

describe('the commands of the sheet', () => {
  it.each(COMMANDS)('%s does in each phase what the table of the manual says', (command) => {
    const marks = PackingPhase.options.map((phase) => {
      const verdict = judgeCommand(command, phase);
      if (!verdict.ok) return '.';
      return verdict.by === 'scan' ? 's' : 'w';
    });
    expect(marks.join('')).toBe(PICTURE[command]);
  });

  it('are refused at an empty table with the words for an empty table', () => {
    expect(judgeCommand('FINISH', 'idle')).toEqual({ ok: false, code: 'ERR_PACKING_NO_SESSION' });
    expect(judgeCommand('FINISH', 'items')).toEqual({ ok: false, code: 'ERR_PACKING_COMMAND_NOT_NOW' });
  });

  it('make sense somewhere, each of them', () => {
    for (const command of COMMANDS) expect(COMMAND_RULES[command].phases.length).toBeGreaterThan(0);
  });
});

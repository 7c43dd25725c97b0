import type { PrinterBlockReason, StatusQuestion } from '#main/devices/printers/printer-status.ts';

/** Flags of the last group after `ERRORS:` (devices.md section 4). */
const CAUSES: readonly (readonly [flags: number, reason: PrinterBlockReason])[] = [
  [0x4, 'cover_open'],
  [0x1, 'paper_out'],
  [0x2, 'ribbon_out'],
  [0x1000, 'jammed'],
  [0x8, 'cutter_jam'],
  [0x10 | 0x20, 'head_hot'],
  [0x10000, 'paused'],
];
const NAMED = CAUSES.reduce((flags, [own]) => flags | own, 0);

const ERRORS = /ERRORS:\s*(\d)\s+([0-9A-F]{8})\s+([0-9A-F]{8})/i;

/** `~HQES` -> a block with ERRORS and WARNINGS; blanks differ between models, so the words are looked for. */
export const zplErrorQuestion: StatusQuestion = {
  request: Buffer.from('~HQES\r\n', 'latin1'),
  find(received) {
    const text = Buffer.from(received).toString('latin1');
    const block = [...text.matchAll(/\x02[^\x02\x03]*\x03/g)]
      .map(([whole]) => whole)
      .findLast((whole) => ERRORS.test(whole));
    return block === undefined ? null : Buffer.from(block, 'latin1');
  },
};

/** @param answer the block that {@link zplErrorQuestion} found. Warnings do not stop a printer. */
export function readZplErrors(answer: Uint8Array): readonly PrinterBlockReason[] {
  const match = ERRORS.exec(Buffer.from(answer).toString('latin1'));
  const flags = Number.parseInt(match?.[3] ?? '0', 16);
  const reasons = CAUSES.filter(([own]) => (flags & own) !== 0).map(([, reason]) => reason);
  const hasUnnamed = (flags & ~NAMED) !== 0 || (match?.[1] === '1' && flags === 0);
  return hasUnnamed ? [...reasons, 'other'] : reasons;
}

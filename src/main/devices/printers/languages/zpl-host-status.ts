import type { PrinterBlockReason, StatusQuestion } from '#main/devices/printers/printer-status.ts';

/** What `~HS` tells (devices.md section 4). */
export interface ZplHostStatus {
  readonly reasons: readonly PrinterBlockReason[];
  /** Formats in the buffer or labels of the batch that are not out yet. */
  readonly isAtWork: boolean;
}

/** `~HS` -> three lines between STX and ETX. */
export const zplHostQuestion: StatusQuestion = {
  request: Buffer.from('~HS\r\n', 'latin1'),
  find(received) {
    const frames = framesIn(received);
    return frames ? Buffer.from(frames.join('\n'), 'latin1') : null;
  },
};

/** @param answer the three lines that {@link zplHostQuestion} found */
export function readZplHostStatus(answer: Uint8Array): ZplHostStatus {
  const [first = [], second = []] = Buffer.from(answer)
    .toString('latin1')
    .split('\n')
    .map((line) => line.split(','));
  const isSet = (field: string | undefined): boolean => Number(field) !== 0;
  const flags: readonly (readonly [boolean, PrinterBlockReason])[] = [
    [isSet(second[2]), 'cover_open'],
    [isSet(first[1]), 'paper_out'],
    [isSet(second[3]), 'ribbon_out'],
    [isSet(first[2]), 'paused'],
    [isSet(first[11]), 'head_hot'],
    // Corrupt memory, head too cold, and a label that waits in the peeler.
    [isSet(first[9]) || isSet(first[10]) || isSet(second[7]), 'other'],
  ];
  return {
    reasons: flags.filter(([isRaised]) => isRaised).map(([, reason]) => reason),
    isAtWork: isSet(first[4]) || isSet(second[8]),
  };
}

/** Fields of the three lines of an answer. */
const FIELDS = [12, 11, 2];

/** The newest three lines that follow each other; others are of a question before. */
function framesIn(received: Uint8Array): readonly string[] | null {
  const text = Buffer.from(received).toString('latin1');
  const frames = [...text.matchAll(/\x02([\d,]*)\x03/g)].map(([, frame = '']) => frame);
  for (let at = frames.length - FIELDS.length; at >= 0; at -= 1) {
    const three = frames.slice(at, at + FIELDS.length);
    if (three.every((frame, index) => frame.split(',').length === FIELDS[index])) return three;
  }
  return null;
}

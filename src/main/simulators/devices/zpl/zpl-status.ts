import type { PrinterState } from '#main/simulators/devices/printer/printer-body.ts';
import type { PrinterBlock } from '#main/simulators/devices/printer/print-engine.ts';

export interface ZplCounters {
  readonly labelLengthDots: number;
  readonly formatsInBuffer: number;
  readonly labelsLeftInBatch: number;
}

/** Flags after `ERRORS:` in the answer to `~HQES` (reference devices.md, section 4, sources S1 and S6). */
const ERROR_FLAGS: Readonly<Record<PrinterBlock, number>> = {
  paper_out: 0x1,
  ribbon_out: 0x2,
  cover_open: 0x4,
  cutter_jam: 0x8,
  head_hot: 0x10,
  jam: 0x1000,
  paused: 0x10000,
};

/** In these states the manual lets the printer keep silent to `~HS`. */
const SILENT_WHILE: readonly PrinterBlock[] = ['paper_out', 'ribbon_out', 'cover_open', 'head_hot'];

export function isSilentOnError({ blocks }: PrinterState): boolean {
  return SILENT_WHILE.some((block) => blocks.has(block));
}

/** `~HS`: three lines, each between STX and ETX. */
export function hostStatus({ blocks, isPrinting, isBufferFull }: PrinterState, counters: ZplCounters): Uint8Array {
  const flag = (isSet: boolean): string => (isSet ? '1' : '0');
  const pad = (value: number, length: number): string => String(value).padStart(length, '0');
  const formats = Math.max(counters.formatsInBuffer, isPrinting ? 1 : 0);
  const lines = [
    [
      '030',
      flag(blocks.has('paper_out')),
      flag(blocks.has('paused')),
      pad(counters.labelLengthDots, 4),
      pad(formats, 3),
      flag(isBufferFull),
      '0',
      '0',
      '000',
      '0',
      '0',
      flag(blocks.has('head_hot')),
    ],
    [
      '000',
      '0',
      flag(blocks.has('cover_open')),
      flag(blocks.has('ribbon_out')),
      '0',
      '2',
      '4',
      '0',
      pad(counters.labelsLeftInBatch, 8),
      '1',
      '000',
    ],
    ['1234', '0'],
  ];
  return Buffer.from(lines.map((fields) => `\x02${fields.join(',')}\x03\r\n`).join(''), 'latin1');
}

/** `~HQES`: a block of words and hexadecimal flags. */
export function errorStatus({ blocks }: PrinterState): Uint8Array {
  let flags = 0;
  for (const block of blocks) flags |= ERROR_FLAGS[block];
  const group = flags.toString(16).toUpperCase().padStart(8, '0');
  return Buffer.from(
    [
      '\x02',
      '  PRINTER STATUS',
      `   ERRORS:         ${flags === 0 ? 0 : 1} 00000000 ${group}`,
      '   WARNINGS:       0 00000000 00000000',
      '\x03',
    ].join('\r\n'),
    'latin1',
  );
}

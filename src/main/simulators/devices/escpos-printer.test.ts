import { describe, expect, it } from 'vitest';
import { createEscposPrinter } from '#main/simulators/devices/escpos-printer.ts';
import { emulatedBench } from '#tests/support/printing/emulated-bench.ts';

const instant = () => emulatedBench(createEscposPrinter, { isInstant: true });
const hex = (text: string): Uint8Array => Buffer.from(text.replaceAll(' ', ''), 'hex');
const DOTS = 'fff080000000';
const RASTER = hex(`1b40 1d7630 00 0200 0300 ${DOTS}`);
const CUT = hex('1d564200');
/** 8 rows = 1 mm = 1 s */
const SLOW = { mmPerSecond: 1 };
const MILLIMETRE = hex('1d7630 00 0100 0800 ffffffffffffffff');

describe('an emulated ESC/POS printer', () => {
  it('prints raster bands between two cuts as one label', () => {
    const { printer, send, dots } = instant();
    send(RASTER, hex('1d7630 00 0200 0100 0ff0'), CUT);
    expect(dots()).toBe(`${DOTS}0ff0`);
    expect(printer.complaints).toEqual([]);
  });

  it('prints graphics that were stored first, their width counted in dots', () => {
    const { send, dots } = instant();
    send(hex(`1d384c 10000000 3070 30 01 01 31 0c00 0300 ${DOTS}`), hex('1d284c 0200 3032'), CUT);
    expect(dots()).toBe(DOTS);
  });

  it('prints the same byte by byte', () => {
    const { send, dots } = instant();
    for (const byte of Buffer.concat([RASTER, CUT])) send(Uint8Array.of(byte));
    expect(dots()).toBe(DOTS);
  });

  it('answers real-time questions in the middle of a picture, which keeps its bytes', () => {
    const { send, dots, answers } = instant();
    send(hex('1d7630 00 0300 0100 100401'), CUT);
    expect(dots()).toBe('100401');
    expect(answers()).toBe('\x16');
  });

  it.each([
    ['paper_out', '1a32127e'],
    ['cover_open', '1a161212'],
    ['cutter_jam', '1a521a12'],
    ['head_hot', '1a525212'],
  ] as const)('says that it is offline, and why: %s', (block, expected) => {
    const { printer, send, answers } = instant();
    send(hex('100401 100402 100403 100404'));
    expect(Buffer.from(answers(), 'latin1').toString('hex')).toBe('16121212');
    printer.block(block);
    send(hex('100401 100402 100403 100404'));
    const [first, ...others] = Buffer.from(answers(), 'latin1');
    // The drawer bit is not of interest.
    expect(Buffer.of((first ?? 0) & ~0x04, ...others).toString('hex')).toBe(expected);
  });

  it('sends a mark back when the label before it is on paper', () => {
    const { timers, send, answers } = emulatedBench(createEscposPrinter, SLOW);
    send(MILLIMETRE, CUT, hex('1d2848 0600 3030 30303432'));
    timers.advance(999);
    expect(answers()).toBe('');
    timers.advance(1);
    expect(answers()).toBe('\x37\x220042\0');
  });

  it('sends no mark of a job that it forgot', () => {
    const { printer, timers, send, answers } = emulatedBench(createEscposPrinter, SLOW);
    send(MILLIMETRE, CUT, hex('1d2848 0600 3030 30303432'));
    printer.restart();
    timers.advance(5_000);
    expect(answers()).toBe('');
  });

  it('answers GS r in its turn', () => {
    const { timers, send, answers } = emulatedBench(createEscposPrinter, SLOW);
    send(MILLIMETRE, CUT, hex('1d7201'));
    expect(answers()).toBe('');
    timers.advance(1_000);
    expect(answers()).toBe('\0');
  });

  it('pushes its state at every change once it was told to', () => {
    const { printer, send, answers } = instant();
    printer.block('cover_open');
    expect(answers()).toBe('');
    printer.unblock('cover_open');
    send(hex('1d61ff'));
    expect(answers()).toBe('\x14\0\0\0');
    printer.block('paper_out');
    printer.loadPaper();
    expect(answers()).toBe('\x1c\0\x0f\0\x14\0\0\0');
    send(hex('1d6100'));
    printer.block('cover_open');
    expect(answers()).toBe('');
  });

  it('reads Chinese text as GB18030 in Chinese mode only', () => {
    const { printer, send } = emulatedBench(createEscposPrinter, { isInstant: true, startsInChineseMode: true });
    const chinese = hex('b4f2b0fcccA8'.toLowerCase());
    send(chinese, '\n', hex('1c2e'), hex('81'), '\n', hex('1c26'), chinese, '\n');
    expect(printer.textLines).toEqual(['打包台', 'ü', '打包台']);
  });

  it('complains about a row wider than its head and about commands that it does not know', () => {
    const { printer, send } = emulatedBench(createEscposPrinter, { isInstant: true, headDots: 8 });
    send(RASTER, CUT, hex('1dff'));
    expect(printer.complaints).toHaveLength(2);
    expect(printer.labels).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { createCpclPrinter } from '#main/simulators/devices/cpcl-printer.ts';
import { emulatedBench } from '#tests/support/printing/emulated-bench.ts';

const instant = () => emulatedBench(createCpclPrinter, { isInstant: true });
const DOTS = 'fff080000000';

describe('an emulated CPCL printer', () => {
  it('prints hexadecimal and raw pictures alike', () => {
    const { printer, send, dots } = instant();
    send('! 0 200 200 3 1\r\nPAGE-WIDTH 16\r\nEG 2 3 0 0 FFF080000000\r\nFORM\r\nPRINT\r\n');
    send('! 0 200 200 3 1\r\nPAGE-WIDTH 16\r\nCG 2 3 0 0 ', Buffer.from(DOTS, 'hex'), '\r\nFORM\r\nPRINT\r\n');
    expect([dots(0), dots(1)]).toEqual([DOTS, DOTS]);
    expect(printer.complaints).toEqual([]);
  });

  it('takes a picture row by row, as drivers send it, and with any bytes in it', () => {
    const { printer, send, dots } = instant();
    const row = (y: number, bytes: number[]): (string | Uint8Array)[] => [
      `CG 2 1 0 ${y} `,
      Uint8Array.from(bytes),
      '\r\n',
    ];
    send('! 0 200 200 2 1\r\nPAGE-WIDTH 16\r\n', ...row(0, [0x1b, 0x68]), ...row(1, [0x0d, 0x0a]), 'PRINT\r\n');
    expect(dots()).toBe('1b680d0a');
    expect(printer.complaints).toEqual([]);
  });

  it('prints the quantity of the session', () => {
    const { printer, send } = instant();
    send('! 0 200 200 3 4\r\nPRINT\r\n');
    expect(printer.labels).toHaveLength(4);
  });

  it.each([
    ['a picture that is no hexadecimal', '! 0 200 200 3 1\r\nEG 1 1 0 0 XY\r\nPRINT\r\n'],
    ['a session without quantity', '! 0 200 200 3\r\n'],
    ['a page wider than the head', '! 0 200 200 3 1\r\nPAGE-WIDTH 5000\r\nPRINT\r\n'],
    ['text in a printer font', '! 0 200 200 3 1\r\nTEXT 4 0 0 0 hello\r\nPRINT\r\n'],
    ['commands outside of a session', 'PRINT\r\n'],
  ])('complains about %s', (_, job) => {
    const { printer, send } = instant();
    send(job);
    expect(printer.complaints).toHaveLength(1);
  });

  it('answers with busy, paper and cover bits, outside of a session only', () => {
    const { printer, timers, send, answers } = emulatedBench(createCpclPrinter, { mmPerSecond: 1 });
    send('\x1bh');
    send('! 0 200 200 8 1\r\nPRINT\r\n', '\x1bh');
    expect(answers()).toBe('\x00\x01');
    printer.block('paper_out');
    send('\x1bh');
    printer.block('cover_open');
    send('\x1bh\x1bi');
    expect(answers()).toBe('\x03\x07\x80');
    printer.unblock('cover_open');
    printer.loadPaper();
    timers.advance(1_000);
    send('\x1bh', '! 0 200 200 8 1\r\n\x1bh');
    expect(answers()).toBe('\x00');
  });

  it('keeps its answer back until the label is finished, where it is such a model', () => {
    const { timers, send, answers } = emulatedBench(createCpclPrinter, { mmPerSecond: 1, answersWhenFinished: true });
    send('! 0 200 200 8 1\r\nPRINT\r\n', '\x1bh');
    timers.advance(999);
    expect(answers()).toBe('');
    timers.advance(1);
    expect(answers()).toBe('\x00');
  });

  it('goes on where the paper stopped', () => {
    const { printer, timers, send } = emulatedBench(createCpclPrinter, { mmPerSecond: 1 });
    printer.loadPaper(0.5);
    send('! 0 200 200 8 1\r\nPAGE-WIDTH 8\r\nEG 1 8 0 0 FFFFFFFFFFFFFFFF\r\nPRINT\r\n');
    timers.advance(1_000);
    printer.loadPaper();
    timers.advance(1_000);
    const pieces = printer.labels.map(({ bitmap, isComplete }) => [
      isComplete,
      Buffer.from(bitmap.data).toString('hex'),
    ]);
    expect(pieces).toEqual([
      [false, 'ffffffff00000000'],
      [false, '00000000ffffffff'],
    ]);
  });
});

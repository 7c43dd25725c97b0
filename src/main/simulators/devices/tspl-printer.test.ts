import { describe, expect, it } from 'vitest';
import { createTsplPrinter } from '#main/simulators/devices/tspl-printer.ts';
import type { TsplPrinterOptions } from '#main/simulators/devices/tspl-printer.ts';
import type { EmulatedPrinter } from '#main/simulators/devices/printer/emulated-printer.ts';
import { manualTimers } from '#main/simulators/devices/manual-timers.ts';
import type { ManualTimers } from '#main/simulators/devices/manual-timers.ts';

const SHORT = Uint8Array.of(0x1b, 0x21, 0x3f);
const LONG = Uint8Array.of(0x1b, 0x21, 0x53);

interface Bench {
  readonly printer: EmulatedPrinter;
  readonly timers: ManualTimers;
  /** All answers so far, hexadecimal, and forgets them. */
  answers(): string;
  send(...parts: readonly (string | Uint8Array)[]): void;
}

function bench(options: TsplPrinterOptions = {}): Bench {
  const timers = manualTimers();
  const printer = createTsplPrinter({ timers, ...options });
  const heard: Uint8Array[] = [];
  const channel = printer.connect((bytes) => heard.push(bytes));
  return {
    printer,
    timers,
    answers: () => Buffer.concat(heard.splice(0)).toString('hex'),
    send: (...parts) =>
      parts.forEach((part) => channel.receive(typeof part === 'string' ? Buffer.from(part, 'latin1') : part)),
  };
}

const SMALL = 'SIZE 2 mm,1 mm\r\nGAP 0,0\r\nSPEED 4\r\nCLS\r\n';
/** 100 mm at 101.6 mm/s: 984.25 ms. */
const LONG_LABEL = 'SIZE 1 mm,100 mm\r\nSPEED 4\r\nCLS\r\n';

function black(rows: number): Uint8Array {
  return Buffer.concat([Buffer.from(`BITMAP 0,0,1,${rows},0,`), new Uint8Array(rows)]);
}

function pixels(printer: EmulatedPrinter, index = 0): string {
  return Buffer.from(printer.labels[index]?.bitmap.data ?? []).toString('hex');
}

describe('an emulated TSPL printer', () => {
  it('prints a 0 bit black and a 1 bit white', () => {
    const { printer, send } = bench({ isInstant: true });
    send(SMALL, 'BITMAP 0,0,2,3,0,', Buffer.from('000F7FFFFFFF', 'hex'), '\r\nPRINT 1,1\r\n');
    expect(printer.labels).toHaveLength(1);
    expect(printer.labels[0]?.bitmap).toMatchObject({ widthDots: 16, heightDots: 8, bytesPerRow: 2 });
    expect(pixels(printer)).toBe(`fff080000000${'0000'.repeat(5)}`);
    expect(printer.complaints).toEqual([]);
  });

  it.each([
    ['0 overwrites', 0, 'f0'],
    ['1 adds black', 1, 'fc'],
    ['2 toggles', 2, 'cc'],
  ])('combines pictures: mode %s', (_, mode, expected) => {
    const { printer, send } = bench({ isInstant: true });
    send('SIZE 1 mm,0.125 mm\r\nCLS\r\nBITMAP 0,0,1,1,0,', Uint8Array.of(0xc3), '\r\n');
    send(`BITMAP 0,0,1,1,${mode},`, Uint8Array.of(0x0f), '\r\nPRINT 1\r\n');
    expect(pixels(printer)).toBe(expected);
  });

  it('draws the same whether a picture falls on whole bytes or between them', () => {
    const payload = Uint8Array.of(0xa5, 0x3c, 0x0f);
    const prints = ['0', '1', '2'].map((mode) => {
      const { printer, send } = bench({ isInstant: true });
      const at = (x: number): string => `BITMAP ${x},0,3,1,${mode},`;
      send(
        'SIZE 4 mm,0.125 mm\r\nCLS\r\n',
        at(4),
        payload,
        '\r\nPRINT 1\r\nCLS\r\n',
        at(8),
        payload,
        '\r\nPRINT 1\r\n',
      );
      return [pixels(printer, 0), pixels(printer, 1)];
    });
    expect(prints).toEqual(Array(3).fill(['05ac3f00', '005ac3f0']));
  });

  it('keeps the picture after a print until it is cleared', () => {
    const { printer, send } = bench({ isInstant: true });
    send(SMALL, black(1), '\r\nPRINT 1\r\nPRINT 1\r\nCLS\r\nPRINT 1\r\n');
    expect(printer.labels.map((label) => label.bitmap.data[0])).toEqual([0xff, 0xff, 0]);
  });

  it('shifts by the reference point and loses what falls off the label', () => {
    const { printer, send } = bench({ isInstant: true });
    send('SIZE 1 mm,0.25 mm\r\nREFERENCE 4,1\r\nCLS\r\n', black(2), '\r\nPRINT 1\r\n');
    expect(pixels(printer)).toBe('000f');
  });

  it('turns and mirrors what comes out', () => {
    const { printer, send } = bench({ isInstant: true });
    const job = (direction: string): void =>
      send(
        `SIZE 1 mm,0.25 mm\r\n${direction}\r\nCLS\r\nBITMAP 0,0,1,2,0,`,
        Uint8Array.of(0x7f, 0xff),
        '\r\nPRINT 1\r\n',
      );
    job('DIRECTION 0');
    job('DIRECTION 1');
    job('DIRECTION 0,1');
    expect([0, 1, 2].map((index) => pixels(printer, index))).toEqual(['8000', '0001', '0100']);
  });

  it('prints m sets of n copies', () => {
    const { printer, send } = bench({ isInstant: true });
    send(SMALL, 'PRINT 2,3\r\n');
    expect(printer.labels).toHaveLength(6);
  });

  it('takes as long as the paper needs, and says so', () => {
    const { printer, timers, send, answers } = bench();
    send(LONG_LABEL, SHORT, 'PRINT 1\r\n', SHORT, LONG);
    expect(answers()).toBe('00' + '20' + '0250404040030d0a');
    timers.advance(984);
    expect(printer.labels).toHaveLength(0);
    timers.advance(1);
    expect(printer.labels).toMatchObject([{ isComplete: true, printedMm: 100 }]);
    send(SHORT, LONG);
    expect(answers()).toBe('00' + '0240404040030d0a');
  });

  it('answers while a picture is on its way', () => {
    const { send, answers } = bench();
    send(SMALL, 'BITMAP 0,0,1,8,0,', Uint8Array.of(0xff), SHORT);
    expect(answers()).toBe('00');
  });

  it('does not obey orders that are part of a picture', () => {
    const { printer, send } = bench({ isInstant: true });
    send(SMALL, 'BITMAP 0,0,1,6,0,', Buffer.from('\x1b!P\x1b!R'), '\r\nPRINT 1\r\n');
    expect(printer.labels).toHaveLength(1);
  });

  it('answers only the short question when it is a clone', () => {
    const { send, answers } = bench({ hasLongStatus: false });
    send(LONG, SHORT);
    expect(answers()).toBe('00');
  });

  it('can answer late, twice, or not at all', () => {
    const { printer, timers, send, answers } = bench();
    printer.answerStatus({ delayMs: 300 });
    send(SHORT);
    timers.advance(299);
    expect(answers()).toBe('');
    timers.advance(1);
    expect(answers()).toBe('00');
    printer.answerStatus({ delayMs: 0, copies: 2 });
    send(SHORT);
    expect(answers()).toBe('0000');
    printer.answerStatus({ copies: 0 });
    send(SHORT);
    expect(answers()).toBe('');
  });

  it('prints nothing without paper and starts when paper is put in', () => {
    const { printer, timers, send, answers } = bench();
    printer.block('paper_out');
    send(LONG_LABEL, 'PRINT 1\r\n', SHORT, LONG);
    expect(answers()).toBe('04' + '0245404041030d0a');
    printer.loadPaper();
    timers.advance(1_000);
    expect(printer.labels).toMatchObject([{ isComplete: true }]);
  });

  it('leaves half a label when the paper ends in the middle, and repeats it whole', () => {
    const { printer, timers, send, answers } = bench();
    printer.loadPaper(50);
    send(LONG_LABEL, black(800), '\r\nPRINT 1\r\n');
    timers.advance(1_000);
    expect(printer.labels).toMatchObject([{ isComplete: false, printedMm: 50 }]);
    expect(printer.labels[0]?.bitmap.data.slice(398, 402)).toEqual(Uint8Array.of(0xff, 0xff, 0, 0));
    send(SHORT);
    expect(answers()).toBe('04');
    expect(printer.waitingLabels).toBe(1);
    printer.loadPaper();
    timers.advance(1_000);
    expect(printer.labels.map((label) => label.isComplete)).toEqual([false, true]);
  });

  it('counts a label as whole when the paper ends exactly with it', () => {
    const { printer, timers, send, answers } = bench();
    printer.loadPaper(100);
    send(LONG_LABEL, 'PRINT 1\r\n');
    timers.advance(1_000);
    send(SHORT);
    expect(answers()).toBe('04');
    expect(printer.labels).toMatchObject([{ isComplete: true }]);
    expect(printer.waitingLabels).toBe(0);
  });

  it('stops at once when the cover opens, and repeats the label when it closes', () => {
    const { printer, timers, send, answers } = bench();
    send(LONG_LABEL, 'PRINT 1\r\n');
    timers.advance(500);
    printer.block('cover_open');
    send(SHORT, LONG);
    expect(answers()).toBe('01' + '0245404060030d0a');
    expect(printer.labels).toMatchObject([{ isComplete: false }]);
    printer.unblock('cover_open');
    timers.advance(1_000);
    expect(printer.labels.map((label) => label.isComplete)).toEqual([false, true]);
  });

  it('finishes the label under the head when it is paused, and then waits', () => {
    const { printer, timers, send, answers } = bench();
    send(LONG_LABEL, 'PRINT 2\r\n');
    timers.advance(500);
    printer.block('paused');
    timers.advance(5_000);
    expect(printer.labels).toHaveLength(1);
    send(SHORT, LONG);
    expect(answers()).toBe('10' + '0260404040030d0a');
    send('\x1b!O');
    timers.advance(1_000);
    expect(printer.labels).toHaveLength(2);
  });

  it.each([
    ['jam', '02', '0245404042030d0a'],
    ['ribbon_out', '08', '0245404044030d0a'],
  ] as const)('reports a planned %s in the middle of a label', (block, short, long) => {
    const { printer, timers, send, answers } = bench();
    printer.planFault({ block, atMm: 30 });
    send(LONG_LABEL, 'PRINT 1\r\n');
    timers.advance(1_000);
    send(SHORT, LONG);
    expect(answers()).toBe(short + long);
    expect(printer.labels).toMatchObject([{ isComplete: false, printedMm: 30 }]);
    printer.unblock(block);
    timers.advance(1_000);
    expect(printer.labels.at(-1)).toMatchObject({ isComplete: true });
  });

  it('goes on by itself when the head has cooled down', () => {
    const { printer, timers, send, answers } = bench();
    printer.overheat(3_000);
    send(LONG_LABEL, 'PRINT 1\r\n', SHORT, LONG);
    expect(answers()).toBe('80' + '0245404140030d0a');
    timers.advance(3_000);
    timers.advance(1_000);
    expect(printer.labels).toMatchObject([{ isComplete: true }]);
  });

  it('forgets its work in a power cut', () => {
    const { printer, timers, send } = bench();
    send(LONG_LABEL, 'PRINT 3\r\n');
    timers.advance(500);
    printer.restart();
    timers.advance(10_000);
    expect(printer.labels).toMatchObject([{ isComplete: false }]);
    expect(printer.waitingLabels).toBe(0);
  });

  it('shows a busy phase to whoever asks, although it prints in no time', () => {
    const { timers, send, answers } = bench({ isInstant: true, isBusyUntilAsked: true });
    send(SMALL, 'PRINT 1\r\n');
    timers.advance(5_000);
    send(SHORT, SHORT);
    expect(answers()).toBe('2020');
    timers.advance(15);
    send(SHORT);
    expect(answers()).toBe('00');
  });

  it('keeps the bytes of each job with its label', () => {
    const { printer, send } = bench({ isInstant: true });
    send(SMALL, 'PRINT 1\r\n', 'CLS\r\nPRINT 1\r\n');
    expect(printer.labels.map((label) => Buffer.from(label.rawBytes).toString())).toEqual([
      `${SMALL}PRINT 1\r\n`,
      'CLS\r\nPRINT 1\r\n',
    ]);
  });

  it('complains about what no such printer understands', () => {
    const { printer, send } = bench({ isInstant: true });
    send('HELLO 1\r\nSIZE x\r\nPRINT 0\r\n');
    expect(printer.complaints).toEqual(['HELLO 1', 'SIZE x', 'PRINT 0']);
  });
});

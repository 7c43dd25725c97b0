import { describe, expect, it } from 'vitest';
import { createZplPrinter } from '#main/simulators/devices/zpl-printer.ts';
import { emulatedBench } from '#tests/support/printing/emulated-bench.ts';

const instant = () => emulatedBench(createZplPrinter, { isInstant: true });
const label = (field: string): string => `^XA^PW16^LL3^FO0,0${field}^FS^XZ`;
const DOTS = 'fff080000000';

describe('an emulated ZPL printer', () => {
  it.each([
    ['hexadecimal', '^GFA,6,6,2,FFF080000000'],
    ['hexadecimal in lower case, on several lines', '^GFA,6,6,2,fff0\r\n8000\r\n0000'],
    ['repeat letters', '^GFA,6,6,2,IF080,,'],
    ['Z64 as in the reference', '^GFA,25,6,2,:Z64:eNr7/6GBgYEBAAywAnA=:CB48'],
  ])('prints a picture in %s', (_, field) => {
    const { printer, send, dots } = instant();
    send(label(field));
    expect(printer.complaints).toEqual([]);
    expect(dots()).toBe(DOTS);
  });

  it('counts the bytes of a binary picture instead of searching them', () => {
    const { printer, send, dots } = instant();
    send('^XA^PW16^LL1^FO0,0^GFB,2,2,2,', Buffer.from('^~', 'latin1'), '^FS^XZ');
    expect(dots()).toBe(Buffer.from('^~').toString('hex'));
    expect(printer.complaints).toEqual([]);
  });

  it('prints the same whatever the portions', () => {
    const { send, dots } = instant();
    for (const character of label('^GFA,25,6,2,:Z64:eNr7/6GBgYEBAAywAnA=:CB48')) send(character);
    expect(dots()).toBe(DOTS);
  });

  it.each([
    ['a wrong check', '^GFA,25,6,2,:Z64:eNr7/6GBgYEBAAywAnA=:CB49'],
    ['a damaged character', '^GFA,25,6,2,:Z64:eNr7/6GBgYEBAAywBnA=:CB48'],
    ['no check', '^GFA,25,6,2,:Z64:eNr7/6GBgYEBAAywAnA='],
    ['too few dots', '^GFA,6,6,2,FFF0'],
    ['too many dots', '^GFA,6,6,2,FFF0800000000000'],
    ['a repeat of nothing', '^GFA,6,6,2,:FFF08000'],
    ['a letter that means nothing', '^GFA,6,6,2,FFF0@00000'],
    ['rows that do not fit', '^GFA,6,6,4,FFF080000000'],
  ])('throws a picture with %s away and prints the rest', (_, field) => {
    const { printer, send, dots } = instant();
    send(label(field));
    expect(printer.complaints).not.toEqual([]);
    expect(dots()).toBe('000000000000');
  });

  it.each([
    ['text in a printer font', '^A0N,30,30'],
    ['a width beyond the head', '^PW5000'],
    ['a label without length', '^LL0'],
    ['no copies', '^PQ0'],
  ])('complains about %s', (_, command) => {
    const { printer, send } = instant();
    send(`^XA${command}^XZ`);
    expect(printer.complaints).toHaveLength(1);
  });

  it('recalls a picture that was loaded under a name, as drivers do it', () => {
    const { send, dots } = instant();
    send('~DGR:PIC.GRF,6,2,FFF080000000', '^XA^PW16^LL3^FO0,0^XGR:PIC.GRF,1,1^FS^XZ');
    expect(dots()).toBe(DOTS);
  });

  it('prints nothing for a format that only sets up, and remembers what it set', () => {
    const { printer, send } = instant();
    send('^XA^PW16^LL3^XZ', '^XA^FO0,0^GFA,6,6,2,IF080,,^FS^XZ');
    expect(printer.labels).toHaveLength(1);
    expect(printer.labels[0]?.bitmap).toMatchObject({ widthDots: 16, heightDots: 3 });
  });

  it('counts formats and labels down while it prints', () => {
    const { printer, timers, send, answers } = emulatedBench(createZplPrinter, { mmPerSecond: 1 });
    // 8 dots = 1 mm = 1 s
    send('^XA^PW8^LL8^FO0,0^GFA,8,8,1,,,,,,,,,^FS^PQ2,0,1,N^XZ~HS');
    expect(answers()).toContain('030,0,0,0008,001,0,');
    send('~HS');
    expect(answers()).toContain(',00000002,1,000');
    timers.advance(1_000);
    send('~HS');
    expect(answers()).toContain(',00000001,1,000');
    timers.advance(1_000);
    send('~HS');
    expect(answers()).toBe(
      '\x02030,0,0,0008,000,0,0,0,000,0,0,0\x03\r\n\x02000,0,0,0,0,2,4,0,00000000,1,000\x03\r\n\x021234,0\x03\r\n',
    );
    expect(printer.labels).toHaveLength(2);
  });

  it('names its faults in the answer to ~HQES', () => {
    const { printer, send, answers } = instant();
    printer.block('paper_out');
    printer.block('cover_open');
    printer.block('paused');
    send('~HQES');
    expect(answers()).toMatch(/ERRORS: +1 00000000 00010005\r\n/);
  });

  it('shows its busy phase to ~HS, however long ago ~HQES was asked, which does not tell it', () => {
    const options = { isInstant: true, isBusyUntilAsked: true };
    const { timers, send, answers } = emulatedBench(createZplPrinter, options);
    send(label('^GFA,6,6,2,IF080,,'), '~HQES');
    timers.advance(1_000);
    answers();
    send('~HS');
    expect(answers()).toContain('030,0,0,0003,001,0,');
    timers.advance(15);
    send('~HS');
    expect(answers()).toContain('030,0,0,0003,000,0,');
  });

  it('keeps silent to ~HS while it has a fault, where it is such a model', () => {
    const { printer, send, answers } = emulatedBench(createZplPrinter, { isInstant: true, isSilentOnError: true });
    printer.block('paper_out');
    send('~HS');
    expect(answers()).toBe('');
    send('~HQES');
    expect(answers()).toContain('00000001');
    printer.loadPaper();
    send('~HS');
    expect(answers()).not.toBe('');
  });

  it('repeats a damaged label', () => {
    const { printer, timers, send } = emulatedBench(createZplPrinter, { mmPerSecond: 1 });
    send('^XA^PW8^LL8^FO0,0^GFA,8,8,1,,,,,,,,,^FS^XZ');
    timers.advance(500);
    printer.block('cover_open');
    printer.unblock('cover_open');
    timers.advance(1_000);
    expect(printer.labels.map(({ isComplete }) => isComplete)).toEqual([false, true]);
  });

  it('forgets everything at a reset', () => {
    const { printer, send } = instant();
    printer.block('paused');
    send('^XA^PW16^LL3^FO0,0^GFA,6,6,2,IF080,,^FS^XZ~JR');
    expect(printer.waitingLabels).toBe(0);
    expect(printer.labels).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { createEpl2Printer } from '#main/simulators/devices/epl2-printer.ts';
import { emulatedBench } from '#tests/support/printing/emulated-bench.ts';

const instant = () => emulatedBench(createEpl2Printer, { isInstant: true });
const WHITE_IS_ONE = Buffer.from('000f7fffffff', 'hex');

describe('an emulated EPL2 printer', () => {
  it.each([
    ['a comma', ','],
    ['a line end', '\n'],
  ])('takes the bytes of a picture after %s, 0 black', (_, end) => {
    const { printer, send, dots } = instant();
    send(`q16\nQ3,24\nN\nGW0,0,2,3${end}`, WHITE_IS_ONE, '\nP1\n');
    expect(dots()).toBe('fff080000000');
    expect(printer.complaints).toEqual([]);
  });

  it('throws the picture away when the label is sized or cleared', () => {
    const { send, dots } = instant();
    send('q16\nQ3,24\nN\nGW0,0,2,3,', WHITE_IS_ONE, '\nP1\nQ3,24\nP1\n');
    expect([dots(0), dots(1)]).toEqual(['fff080000000', '000000000000']);
  });

  it('turns the label by ZB and prints sets of copies', () => {
    const { printer, send, dots } = instant();
    send('q8\nQ2,24\nZB\nN\nGW0,0,1,1,', Uint8Array.of(0x7f), '\nP2,2\n');
    expect(printer.labels).toHaveLength(4);
    expect(dots()).toBe('0001');
  });

  it.each(['q9999', 'Q0,24', 'D16', 'S9', 'A10,10,0,1,1,1,N,"text"', 'P0'])('complains about %s', (command) => {
    const { printer, send } = instant();
    send(`${command}\n`);
    expect(printer.complaints).toHaveLength(1);
    expect(printer.labels).toEqual([]);
  });

  it('complains about a picture larger than the label', () => {
    const { printer, send } = instant();
    send('q8\nQ2,24\nN\nGW0,0,2,3,', WHITE_IS_ONE, '\nP1\n');
    expect(printer.complaints).toHaveLength(1);
  });

  it('reports all errors that stand, in the middle of nothing else', () => {
    const { printer, send, answers } = instant();
    send('^ee\n');
    printer.block('cover_open');
    printer.block('paper_out');
    send('^ee\n');
    expect(answers()).toBe('00\r\n07,11\r\n');
    send('GW0,0,1,4,^ee\n');
    expect(answers()).toBe('');
  });
});

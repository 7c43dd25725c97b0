import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { suggestPattern } from '#core/weighing/suggest-pattern.ts';
import { createPatternProtocol } from '#main/devices/scales/pattern-protocol.ts';
import type { ScaleFrame } from '#main/devices/scales/scale-protocol.ts';
import { ScalePattern, scalePatternFault } from '#shared/model/scale-pattern.ts';

/** An invented make: STX, state byte, sign, five digits without a point, CR. */
const PATTERN: ScalePattern = {
  start: '02',
  end: '0d',
  length: 9,
  valueAt: 3,
  valueLength: 5,
  isReversed: false,
  decimals: 3,
  unit: 'kg',
  signAt: 2,
  stable: { at: 1, mask: 0x40, equals: 0x40 },
  overloadText: 'HHHHH',
  isSevenBit: true,
  poll: '',
};

function read(pattern: ScalePattern, ...portions: readonly (string | Uint8Array)[]): string[] {
  const decoder = createPatternProtocol(pattern).createDecoder();
  return portions
    .flatMap((portion) => decoder.push(typeof portion === 'string' ? Buffer.from(portion, 'latin1') : portion))
    .map(summary);
}

function summary(frame: ScaleFrame): string {
  if (frame.kind === 'fault') return frame.detail;
  return frame.kind === 'weight' ? `${frame.grams} ${frame.stable}` : frame.kind;
}

describe('a pattern that a user made', () => {
  it('reads weight, sign, stability and overload from their places', () => {
    const heard = ['\x02A+01234\r', '\x02!+01234\r', '\x02A-00012\r', '\x02A HHHHH\r', '\x02A+0x234\r'];
    expect(read(PATTERN, ...heard)).toEqual(['1234 true', '1234 false', '-12 true', 'overload', 'bad_frame']);
  });

  it('takes the parity bit off, and leaves it on where bytes have eight bits', () => {
    const withParity = Buffer.from('\x02A+01234\r', 'latin1').map((byte) => byte | 0x80);
    expect(read(PATTERN, withParity)).toEqual(['1234 true']);
    expect(read({ ...PATTERN, isSevenBit: false }, withParity)).toEqual([]);
  });

  it('does not believe a first frame that may have lost its head, nor one of another length', () => {
    const free: ScalePattern = { ...PATTERN, start: '', end: '0d0a', length: null, valueAt: 0, valueLength: 7 };
    const open: ScalePattern = { ...free, decimals: null, signAt: null, stable: null, unit: 'g' };
    expect(read(open, '34.5\r\n', ' 1234.5\r\n', ' 1234.5\r\n', ' 234.5\r\n', ' 1234.5\r\n')).toEqual([
      'bad_frame',
      'length_changed',
      '1235 null',
      'length_changed',
      '1235 null',
    ]);
  });

  it('finds its frames in any noise, and reads the same whatever portions they come in', () => {
    const frame = Buffer.from('\x02A+00500\r', 'latin1');
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 90 }), { maxLength: 8 }), (noise) => {
        expect(read(PATTERN, ...noise, '\r', frame, frame).at(-1)).toBe('500 true');
      }),
    );
    const split = Array.from(Buffer.concat([frame, frame]), (byte) => Uint8Array.of(byte));
    expect(read(PATTERN, ...split)).toEqual(['500 true', '500 true']);
  });

  it('reads megabytes of the worst input in linear time', () => {
    const decoder = createPatternProtocol(PATTERN).createDecoder();
    const portion = new Uint8Array(1_000_000).fill(0x02);
    for (let count = 0; count < 3; count++)
      expect(decoder.push(portion).every(({ kind }) => kind === 'fault')).toBe(true);
  });

  it.each([
    [{ end: '', length: null }, 'length'],
    [{ start: '', end: '' }, 'start'],
    [{ valueAt: 7 }, 'valueAt'],
    [{ signAt: 9 }, 'signAt'],
    [{ stable: { at: 9, mask: 1, equals: 1 } }, 'stable'],
    [{}, null],
  ])('with %j is refused because of %s', (change, fault) => {
    expect(scalePatternFault({ ...PATTERN, ...change })).toBe(fault);
  });
});

describe('a pattern out of live bytes', () => {
  it.each([
    ['text lines', 'w:  1.234 kg\r\n', '1.234', 'kg', 1_234],
    ['digits without a point', '\x02A+01234\r', '1.234', 'kg', 1_234],
    ['STX and ETX', '\x02S00500g\x03', '500', 'g', 500],
    ['reversed digits', '=43210000', '1.234', 'kg', 1_234],
    ['reversed digits with a point', '=005.1000', '1.500', 'kg', 1_500],
  ] as const)('is found in %s', (_, frame, text, unit, grams) => {
    const bytes = Buffer.from(frame.slice(3) + frame.repeat(5) + frame.slice(0, 4), 'latin1');
    const pattern = suggestPattern(bytes, { text, unit });
    expect(ScalePattern.parse(pattern)).toEqual(pattern);
    expect(pattern && scalePatternFault(pattern)).toBeNull();
    expect(pattern && read(pattern, frame, frame, frame).at(-1)).toBe(`${grams} null`);
  });

  it('is not invented when the shown digits are nowhere, or too little was heard', () => {
    expect(suggestPattern(Buffer.from('w:  1.234 kg\r\n'.repeat(5)), { text: '9.999', unit: 'kg' })).toBeNull();
    expect(suggestPattern(Buffer.from('w:  1.234 kg\r\n'), { text: '1.234', unit: 'kg' })).toBeNull();
    expect(suggestPattern(new Uint8Array(0), { text: '1.234', unit: 'kg' })).toBeNull();
  });
});

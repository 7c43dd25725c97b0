import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { andStandard } from '#main/devices/scales/protocols/and-standard.ts';
import { mtSics } from '#main/devices/scales/protocols/mt-sics.ts';
import { isGarbage } from '#main/devices/scales/protocols/scale-frames.ts';
import { stGs } from '#main/devices/scales/protocols/st-gs.ts';
import type { ScaleFrame, ScaleProtocol } from '#main/devices/scales/scale-protocol.ts';

function read(protocol: ScaleProtocol, ...portions: readonly (string | Uint8Array)[]): readonly ScaleFrame[] {
  const decoder = protocol.createDecoder();
  return portions.flatMap((portion) =>
    decoder.push(typeof portion === 'string' ? Buffer.from(portion, 'latin1') : portion),
  );
}

function summary(frame: ScaleFrame | undefined): string {
  if (!frame) return 'nothing';
  if (frame.kind === 'fault') return frame.detail;
  if (frame.kind !== 'weight') return frame.kind;
  return `${frame.grams} g ${frame.stable ? 'stable' : 'moving'}${frame.net ? ' net' : ''} d=${frame.divisionG}`;
}

describe('MT-SICS', () => {
  it.each([
    ['S S     12.34 g', '12 g stable d=1'],
    ['S D     12.50 g', '13 g moving d=1'],
    ['S S     1.234 kg', '1234 g stable d=1'],
    ['S S     12.50 kg', '12500 g stable d=10'],
    ['S S    -12.00 g', '-12 g stable d=1'],
    ['S S      0.00 g', '0 g stable d=1'],
    ['S S     2.000 lb', '907 g stable d=1'],
    ['S S  1234567 mg', '1235 g stable d=1'],
    ['S I', 'not_executable'],
    ['S +', 'overload'],
    ['S -', 'underload'],
    ['ES', 'syntax_error'],
    ['ET', 'transmission_error'],
    ['EL', 'logical_error'],
    ['Z A', 'nothing'],
    ['Z I', 'not_executable'],
    ['Z +', 'overload'],
    ['Z -', 'underload'],
    ['T S    100.00 g', 'nothing'],
    ['I4 A "B021002593"', 'nothing'],
    ['S S     12.34 ct', 'unknown_unit'],
    ['S S     12.3x g', 'bad_frame'],
    ['S S     1 2.3 g', 'bad_frame'],
    ['S X     12.34 g', 'bad_frame'],
    ['S S Error 1b', 'bad_frame'],
    ['S', 'bad_frame'],
  ])('reads %j as %s', (line, expected) => {
    expect(summary(read(mtSics, `${line}\r\n`)[0])).toBe(expected);
  });
});

describe('A&D standard', () => {
  it.each([
    ['ST,+00012.34  g', '12 g stable d=1'],
    ['US,+00012.50  g', '13 g moving d=1'],
    ['ST,-00012.00  g', '-12 g stable d=1'],
    ['ST,+00001.23 kg', '1230 g stable d=10'],
    ['ST,+0001.234 kg', '1234 g stable d=1'],
    ['OL,+9999999E+19', 'overload'],
    ['OL,-9999999E+19', 'underload'],
    ['QT,+00000012 PC', 'not_a_weighing'],
    ['ST,+0012.34  g', 'bad_frame'],
    ['ST,+00012.3  g', 'bad_frame'],
    ['ST,+000.2.34  g', 'bad_frame'],
    ['ST,+00012.34 ct', 'unknown_unit'],
  ])('reads %j as %s', (line, expected) => {
    expect(summary(read(andStandard, `${line}\r\n`)[0])).toBe(expected);
  });
});

describe('the ST,GS family', () => {
  it.each([
    ['ST,GS,+  1.234kg', '1234 g stable d=1'],
    ['US,NT,-  1.234kg', '-1234 g moving net d=1'],
    ['ST,GS,   1.234,kg', '1234 g stable d=1'],
    ['ST,G ,   1.234,kg', 'bad_frame'],
    ['ST,G,+  12.50kg', '12500 g stable d=10'],
    ['US,N,+     12  g', '12 g moving net d=1'],
    ['ST,GS,\x01\x60,000013.5 kg', '13500 g stable d=100'],
    ['OL,GS,+ ------kg', 'overload'],
    ['OL,GS,- ------kg', 'underload'],
    ['OL', 'bad_frame'],
    ['OL,', 'overload'],
    ['ST,TR,+  0.200kg', 'not_a_weighing'],
    ['XX,GS,+  1.234kg', 'bad_frame'],
  ])('reads %j as %s', (line, expected) => {
    expect(summary(read(stGs, `${line}\r\n`)[0])).toBe(expected);
  });
});

const PROTOCOLS: readonly (readonly [ScaleProtocol, string])[] = [
  [mtSics, 'S S    500.00 g\r\n'],
  [andStandard, 'ST,+00500.00  g\r\n'],
  [stGs, 'ST,GS,+  0.500kg\r\n'],
];

describe.each(PROTOCOLS)('the line framer of $id', (protocol, line) => {
  it('reads the same whatever portions the bytes come in', () => {
    const bytes = Buffer.from(line.repeat(5));
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: bytes.length }), { maxLength: 20 }), (cuts) => {
        const sorted = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
        const portions = sorted.slice(1).map((end, index) => bytes.subarray(sorted[index], end));
        expect(read(protocol, ...portions)).toEqual(read(protocol, line.repeat(5)));
      }),
    );
  });

  it('strips bit 7 of a seven-bit scale on an eight-bit port', () => {
    const withParity = Buffer.from(line).map((byte) => byte | 0x80);
    expect(read(protocol, withParity)).toEqual(read(protocol, line));
  });

  it('starts in the middle of a line and is right from the next one on', () => {
    const frames = read(protocol, line.slice(7), line, line);
    expect(frames.slice(1).map(summary)).toEqual(['500 g stable d=1', '500 g stable d=1']);
    expect(frames[0] && isGarbage(frames[0])).toBe(true);
  });

  it('finds the frame behind stray bytes', () => {
    expect(read(protocol, Uint8Array.of(0, 0xff, 0x55, 0x10), line).map(summary)).toEqual(['500 g stable d=1']);
  });

  it('reports a line that never ends once, and recovers after its end', () => {
    const frames = read(protocol, new Uint8Array(10_000).fill(0x41), '\r\n', line);
    expect(frames.map(summary)).toEqual(['line_too_long', '500 g stable d=1']);
  });

  it('never takes a line with a lost byte for a weight', () => {
    for (let lost = 0; lost < line.length - 2; lost++) {
      const damaged = line.slice(0, lost) + line.slice(lost + 1);
      const frames = read(protocol, line, line, damaged, line);
      const weights = frames.flatMap((frame) => (frame.kind === 'weight' ? [frame.grams] : []));
      expect(new Set(weights), damaged).toEqual(new Set([500]));
      expect(frames).toHaveLength(4);
    }
  });

  it('survives any noise', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 100 }), { maxLength: 10 }), (noise) => {
        const frames = read(protocol, ...noise, '\r\n', line, line);
        expect(summary(frames.at(-1))).toBe('500 g stable d=1');
      }),
    );
  });
});

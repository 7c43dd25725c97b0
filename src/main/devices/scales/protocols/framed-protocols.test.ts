import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adam } from '#main/devices/scales/protocols/adam.ts';
import { casEcr } from '#main/devices/scales/protocols/cas-ecr.ts';
import { nci } from '#main/devices/scales/protocols/nci.ts';
import { toledo8217Lb } from '#main/devices/scales/protocols/toledo-8217-lb.ts';
import { toledo8217 } from '#main/devices/scales/protocols/toledo-8217.ts';
import { toledoContinuous } from '#main/devices/scales/protocols/toledo-continuous.ts';
import { yaohuaA12e } from '#main/devices/scales/protocols/yaohua-a12e.ts';
import { yaohuaEqualsReversed } from '#main/devices/scales/protocols/yaohua-equals-reversed.ts';
import { yaohuaEquals } from '#main/devices/scales/protocols/yaohua-equals.ts';
import { yaohuaFormat0 } from '#main/devices/scales/protocols/yaohua-format-0.ts';
import { youshengPointFromOne } from '#main/devices/scales/protocols/yousheng-point-from-one.ts';
import { yousheng } from '#main/devices/scales/protocols/yousheng.ts';
import type { ScaleFrame, ScaleProtocol } from '#main/devices/scales/scale-protocol.ts';

/** `02 "01.234" 0D` as in the reference: bytes in hexadecimal, text in quotes. */
function bytes(notation: string): Uint8Array {
  const parts = notation.match(/"[^"]*"|[0-9A-F]{2}/g) ?? [];
  return Buffer.concat(
    parts.map((part) => (part.startsWith('"') ? Buffer.from(part.slice(1, -1), 'latin1') : Buffer.from(part, 'hex'))),
  );
}

function read(protocol: ScaleProtocol, ...portions: readonly Uint8Array[]): readonly ScaleFrame[] {
  const decoder = protocol.createDecoder();
  return portions.flatMap((portion) => decoder.push(portion));
}

function summary(frame: ScaleFrame | undefined): string {
  if (!frame) return 'nothing';
  if (frame.kind === 'fault') return frame.detail;
  if (frame.kind !== 'weight') return frame.kind;
  const state = frame.stable === null ? 'unflagged' : frame.stable ? 'stable' : 'moving';
  return `${frame.grams} g ${state}${frame.net ? ' net' : ''} d=${frame.divisionG}`;
}

describe.each<[ScaleProtocol, readonly (readonly [string, string])[]]>([
  [
    toledo8217,
    [
      ['02 "01.234" 0D', '1234 g stable d=1'],
      ['02 "01.234N" 0D', '1234 g stable net d=1'],
      ['02 "012.34" 0D', '12340 g stable d=10'],
      ['02 "?" 41 0D', 'in_motion'],
      ['02 "?" 42 0D', 'overload'],
      ['02 "?" 43 0D', 'overload'],
      ['02 "?" 44 0D', 'underload'],
      ['02 "?" 48 0D', 'needs_zero'],
      ['02 "?" 50 0D', 'not_executable'],
      ['02 "?" 01 0D', 'bad_frame'],
      ['02 "0x.234" 0D', 'bad_frame'],
      ['02 "01.2" 02 "01.234" 0D', 'bad_frame'],
      ['02 0D', 'bad_frame'],
    ],
  ],
  [toledo8217Lb, [['02 "02.000" 0D', '907 g stable d=1']]],
  [
    toledoContinuous,
    [
      ['02 2D 30 20 "  1234     0" 0D 1A', '1234 g stable d=1'],
      ['02 2D 30 20 "  1234     0" 0D 1B', 'bad_checksum'],
      ['02 2D 30 20 "  1234     0" 0D 02', '1234 g stable d=1'],
      ['02 2C 38 20 "  1234     0" 0D 02', '12340 g moving d=10'],
      ['02 2D 33 20 "   500   100" 0D 02', '-500 g stable net d=1'],
      ['02 35 30 20 "  1235     0" 0D 02', '1235 g stable d=2'],
      ['02 3B 30 20 "    15     0" 0D 02', '1500 g stable d=500'],
      ['02 2A 30 21 "   500     0" 0D 02', '500 g stable d=1'],
      ['02 2A 30 22 "     1     0" 0D 02', '1000000 g stable d=1000000'],
      ['02 2D 20 20 "  2000     0" 0D 02', '907 g stable d=1'],
      ['02 2D 34 20 "      " "     0" 0D 02', 'overload'],
      ['02 2D 36 20 "      " "     0" 0D 02', 'underload'],
      ['02 2D 30 30 "  1234     0" 0D 02', 'not_a_weighing'],
      ['02 2D 30 24 "  1234     0" 0D 02', 'unknown_unit'],
      ['02 0D 30 20 "  1234     0" 0D 02', 'bad_frame'],
      ['02 2D 30 20 "  12x4     0" 0D 02', 'bad_frame'],
      ['02 2D 30 20 "  123     0" 0D 02 2D', 'bad_frame'],
    ],
  ],
  [
    casEcr,
    [
      ['01 02 53 20 30 31 2E 32 33 34 4B 47 65 03 04', '1234 g stable d=1'],
      ['01 02 "S 01.234KG" 64 03 04', 'bad_checksum'],
      ['01 02 "U-01.234KG" 6E 03 04', '-1234 g moving d=1'],
      ['01 02 "F 01.234KG" 70 03 04', 'overload'],
      ['01 02 "SF01.234KG" 03 03 04', 'overload'],
      ['01 02 "S 12.345kg" 60 03 04', '12345 g stable d=1'],
      ['01 02 "S 01.234XX" 69 03 04', 'unknown_unit'],
      ['01 03 "S 01.234KG" 65 03 04', 'bad_frame'],
      ['01 02 "S 01.234KG" 65 03 05', 'bad_frame'],
    ],
  ],
  [
    nci,
    [
      ['0A "  1.234kg" 0D 0A 30 30 0D 03', '1234 g stable d=1'],
      ['0A "  1.234kg" 0D 0A 31 30 0D 03', '1234 g moving d=1'],
      ['0A "  2.000LB" 0D 0A 30 30 0D 03', '907 g stable d=1'],
      ['0A "S" 31 30 0D 03', 'in_motion'],
      ['0A "S" 30 31 0D 03', 'underload'],
      ['0A "S" 30 32 0D 03', 'overload'],
      ['0A "S" 34 30 0D 03', 'scale_defect'],
      ['0A "S" 30 38 0D 03', 'scale_defect'],
      ['0A "?" 0D 03', 'syntax_error'],
      ['0A "^^^^^^kg" 0D 0A 30 32 30 0D 03', 'overload'],
      ['0A "______kg" 0D 0A 30 31 30 0D 03', 'underload'],
      ['0A "---------kg" 0D 0A 30 30 30 0D 03', 'needs_zero'],
      ['0A "  1.234xx" 0D 0A 30 30 0D 03', 'unknown_unit'],
      ['0A "  1.2.34kg" 0D 0A 30 30 0D 03', 'bad_frame'],
      ['0A 03', 'bad_frame'],
    ],
  ],
  [
    yaohuaA12e,
    [
      ['57 47 30 30 34 2E 31 33 39 6B 67 33 44 0D 0A', '4139 g unflagged d=1'],
      ['"WN004.139kg34" 0D 0A', '4139 g unflagged net d=1'],
      ['"WG-04.139kg20" 0D 0A', '-4139 g unflagged d=1'],
      ['"         OL23" 0D 0A', 'overload'],
      ['"         LO23" 0D 0A', 'underload'],
      ['"WG004.138kg3D" 0D 0A', 'bad_checksum'],
      ['"WG04.139kg3D" 0D 0A', 'bad_frame'],
    ],
  ],
  [
    yaohuaFormat0,
    [
      ['02 2B 30 30 32 30 30 30 32 31 42 03', '20000 g unflagged d=10'],
      ['02 "-0012343" "1A" 03', '-1234 g unflagged d=1'],
      ['02 "+0000120" "18" 03', '12000 g unflagged d=1000'],
      ['02 "+0020002" "1C" 03', 'bad_checksum'],
      ['02 "+0020002" "1B" 04', 'bad_frame'],
      ['02 "+00200x2" "1B" 03', 'bad_frame'],
    ],
  ],
  [
    yaohuaEquals,
    [
      ['"=0003.000"', '3000 g unflagged d=1'],
      ['"=-0001.00"', '-1000 g unflagged d=10'],
      ['"=0003.0x0"', 'bad_frame'],
      ['"=0003-000"', 'bad_frame'],
    ],
  ],
  [
    yaohuaEqualsReversed,
    [
      ['"=000.3000"', '3000 g unflagged d=1'],
      ['"=00.1000-"', '-1000 g unflagged d=10'],
    ],
  ],
  [
    yousheng,
    [
      ['FF 43 34 12 00 00', '1234 g stable d=1'],
      ['FF 03 34 12 00 00', '1234 g moving d=1'],
      ['FF 63 34 12 00 00', '-1234 g stable d=1'],
      ['FF C3 00 00 00 00', 'overload'],
      ['FF 43 00 20 00 01', '907 g stable d=1'],
      ['FF 4B 34 12 00 00', 'not_a_weighing'],
      ['FF 43 3A 12 00 00', 'bad_frame'],
      ['FF 43 34 12 00 07', 'bad_frame'],
    ],
  ],
  [youshengPointFromOne, [['FF 44 34 12 00 00', '1234 g stable d=1']]],
  [
    adam,
    [
      ['"G/W  +  5.00 lb" 0D 0A', '2268 g unflagged d=5'],
      ['"+ 2.00 kg" 0D 0A', '2000 g unflagged d=10'],
      ['"N/W  -  1.234 kg" 0D 0A', '-1234 g unflagged net d=1'],
      ['"GROSS   123.45 g" 0D 0A', '123 g unflagged d=1'],
      ['"No.          01" 0D 0A', 'nothing'],
      ['"G/W  +  5.00 pcs" 0D 0A', 'unknown_unit'],
    ],
  ],
])('$id', (protocol, samples) => {
  it.each(samples)('reads %s as %s', (notation, expected) => {
    expect(summary(read(protocol, bytes(notation))[0])).toBe(expected);
  });
});

/** One frame of 500 g, and what it reads as. */
const FRAMES: readonly (readonly [ScaleProtocol, string, string])[] = [
  [toledo8217, '02 "00.500" 0D', '500 g stable d=1'],
  [toledoContinuous, '02 2D 30 20 "   500     0" 0D 2F', '500 g stable d=1'],
  [casEcr, '01 02 "S 00.500KG" 64 03 04', '500 g stable d=1'],
  [nci, '0A "  0.500kg" 0D 0A 30 30 0D 03', '500 g stable d=1'],
  [yaohuaA12e, '"WG000.500kg37" 0D 0A', '500 g unflagged d=1'],
  [yaohuaFormat0, '02 "+0005003" "1D" 03', '500 g unflagged d=1'],
  [yaohuaEquals, '"=0000.500"', '500 g unflagged d=1'],
  [yaohuaEqualsReversed, '"=005.0000"', '500 g unflagged d=1'],
  [yousheng, 'FF 43 00 05 00 00', '500 g stable d=1'],
  [adam, '"G/W  +  0.500 kg" 0D 0A', '500 g unflagged d=1'],
];

describe.each(FRAMES)('the framer of $id', (protocol, notation, good) => {
  const frame = bytes(notation);

  it('reads the same whatever portions the bytes come in', () => {
    const stream = Buffer.concat([frame, frame, frame, frame, frame]);
    const whole = read(protocol, stream);
    expect(whole.map(summary)).toEqual([good, good, good, good, good]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: stream.length }), { maxLength: 20 }), (cuts) => {
        const sorted = [0, ...cuts.toSorted((a, b) => a - b), stream.length];
        const portions = sorted.slice(1).map((end, index) => stream.subarray(sorted[index], end));
        expect(read(protocol, ...portions)).toEqual(whole);
      }),
    );
  });

  it('never takes a frame with a lost byte for another weight, and loses no more than the next one', () => {
    for (let lost = 0; lost < frame.length; lost++) {
      const damaged = Buffer.concat([frame.subarray(0, lost), frame.subarray(lost + 1)]);
      const seen = read(protocol, frame, frame, damaged, frame, frame, frame).map(summary);
      const weights = seen.filter((text) => text.includes(' g '));
      expect(new Set(weights), damaged.toString('hex')).toEqual(new Set([good]));
      expect(weights.length, damaged.toString('hex')).toBeGreaterThanOrEqual(4);
    }
  });

  it('stays silent or says "damaged" when a frame is cut off anywhere', () => {
    for (let end = 0; end < frame.length; end++) {
      const weights = read(protocol, frame.subarray(0, end)).filter(({ kind }) => kind === 'weight');
      // The last bytes of a line ending or a checksum may be optional; the weight itself is whole then.
      expect(weights.map(summary).filter((text) => text !== good)).toEqual([]);
    }
  });

  it('survives any noise', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 100 }), { maxLength: 10 }), (noise) => {
        const seen = read(protocol, ...noise, bytes('0D 0A 03'), frame, frame, frame);
        expect(summary(seen.at(-1))).toBe(good);
      }),
    );
  });

  it('reports endless noise, and keeps none of it', () => {
    const faults = read(protocol, new Uint8Array(10_000).fill(0x41)).filter(({ kind }) => kind !== 'fault');
    expect(faults).toEqual([]);
    expect(read(protocol, new Uint8Array(10_000).fill(0x41), bytes('0D 0A 03'), frame, frame).map(summary)).toContain(
      good,
    );
  });
});

describe('the checksum of Toledo continuous', () => {
  const frame = bytes('02 2D 30 20 "   500     0" 0D');
  const stray = bytes('02 2D 30 20 "   500     0" 0D 55');

  it('is demanded of every frame once the stream has shown one', () => {
    const [first, ...others] = read(toledoContinuous, frame, bytes('2F'), stray, frame, frame, bytes('2F'));
    expect(first?.kind).toBe('weight');
    expect(others.map(summary)).toEqual(['bad_checksum', 'bad_checksum', '500 g stable d=1']);
  });

  it('is not learnt from one that looks like the start of the next frame', () => {
    // Its checksum would be 02.
    const ambiguous = bytes('02 2D 30 20 "  7999     0" 0D');
    expect(read(toledoContinuous, ambiguous, ambiguous, frame, frame, frame).map(summary)).toEqual([
      '7999 g stable d=1',
      '500 g stable d=1',
      '500 g stable d=1',
      '500 g stable d=1',
    ]);
  });

  it('is not waited for on a noisy line that never shows one', () => {
    const seen = read(toledoContinuous, stray, stray, stray, stray).map(summary);
    expect(seen).toEqual(['bad_checksum', 'bad_checksum', 'bad_checksum', '500 g stable d=1']);
  });
});

describe('the dialogue of CAS ECR', () => {
  it('sends DC1 once after each ACK', () => {
    const decoder = casEcr.createDecoder();
    expect(decoder.takeReply?.()).toBeNull();
    decoder.push(Uint8Array.of(0x06));
    expect(decoder.takeReply?.()).toEqual(Uint8Array.of(0x11));
    expect(decoder.takeReply?.()).toBeNull();
  });
});

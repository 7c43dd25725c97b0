/**
 * An ICC profile (version 2.1, three primaries and one curve) that describes sRGB, IEC 61966-2-1: written out here from the published
 * numbers, so that no file of somebody else's is carried along. PDF/A-1 wants such a profile as its output intent.
 */
export function srgbProfile(): Uint8Array {
  const tags: [signature: string, body: Buffer][] = [
    ['desc', description('sRGB IEC61966-2.1, Packbench')],
    ['cprt', text('No copyright, use freely')],
    ['wtpt', xyz(D50)],
    ['rXYZ', xyz([0.43607, 0.22249, 0.01392])],
    ['gXYZ', xyz([0.38515, 0.71687, 0.09708])],
    ['bXYZ', xyz([0.14307, 0.06061, 0.7141])],
    ['rTRC', CURVE],
    ['gTRC', CURVE],
    ['bTRC', CURVE],
  ];
  const table = Buffer.alloc(4 + tags.length * 12);
  table.writeUInt32BE(tags.length, 0);
  const bodies: Buffer[] = [];
  const places = new Map<Buffer, number>();
  let end = HEADER_BYTES + table.length;
  for (const [index, [signature, body]] of tags.entries()) {
    // The three curves are one.
    const place = places.get(body) ?? end;
    if (place === end) {
      bodies.push(body);
      places.set(body, place);
      end += body.length;
    }
    table.write(signature, 4 + index * 12, 'latin1');
    table.writeUInt32BE(place, 8 + index * 12);
    table.writeUInt32BE(body.length, 12 + index * 12);
  }
  return new Uint8Array(Buffer.concat([header(end), table, ...bodies]));
}

const HEADER_BYTES = 128;
/** White of the profile connection space. */
const D50 = [0.9642, 1, 0.8249] as const;
const CURVE_STEPS = 256;
const CURVE = curve();

function header(bytes: number): Buffer {
  const head = Buffer.alloc(HEADER_BYTES);
  head.writeUInt32BE(bytes, 0);
  head.writeUInt32BE(0x02_10_00_00, 8);
  head.write('mntrRGB XYZ ', 12, 'latin1');
  // A fixed day: equal papers have equal bytes.
  for (const [index, part] of [2026, 1, 1, 0, 0, 0].entries()) head.writeUInt16BE(part, 24 + index * 2);
  head.write('acsp', 36, 'latin1');
  for (const [index, value] of D50.entries()) head.writeInt32BE(fixed(value), 68 + index * 4);
  return head;
}

function xyz(values: readonly [number, number, number]): Buffer {
  const body = Buffer.alloc(20);
  body.write('XYZ ', 0, 'latin1');
  for (const [index, value] of values.entries()) body.writeInt32BE(fixed(value), 8 + index * 4);
  return body;
}

/** From the signal to light, as the standard has it. */
function curve(): Buffer {
  const body = Buffer.alloc(12 + CURVE_STEPS * 2);
  body.write('curv', 0, 'latin1');
  body.writeUInt32BE(CURVE_STEPS, 8);
  for (let step = 0; step < CURVE_STEPS; step += 1) {
    const signal = step / (CURVE_STEPS - 1);
    const light = signal <= 0.04045 ? signal / 12.92 : ((signal + 0.055) / 1.055) ** 2.4;
    body.writeUInt16BE(Math.round(light * 65_535), 12 + step * 2);
  }
  return body;
}

function text(content: string): Buffer {
  return padded(Buffer.from(`text\0\0\0\0${content}\0`, 'latin1'));
}

/** ASCII only; the places for Unicode and for old Macintoshes stay empty. */
function description(content: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length + 1, 0);
  return padded(
    Buffer.concat([
      Buffer.from('desc\0\0\0\0', 'latin1'),
      length,
      Buffer.from(`${content}\0`, 'latin1'),
      Buffer.alloc(78),
    ]),
  );
}

/** Tags begin at multiples of four. */
function padded(body: Buffer): Buffer {
  return Buffer.concat([body, Buffer.alloc((4 - (body.length % 4)) % 4)]);
}

function fixed(value: number): number {
  return Math.round(value * 65_536);
}

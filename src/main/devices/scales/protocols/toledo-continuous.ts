import { hexText } from '#main/devices/scales/protocols/fixed-frame-decoder.ts';
import { faultFrame, isGarbage, weightFrame, withPoint } from '#main/devices/scales/protocols/scale-frames.ts';
import type { ScaleDecoder, ScaleFrame, ScaleProtocol } from '#main/devices/scales/scale-protocol.ts';

const STX = 0x02;
const CR = 0x0d;
/** STX, three status words, six digits of weight, six of tare, CR. A checksum may follow. */
const LENGTH = 17;
const NOISE_LIMIT = 64;
/** So many frames in a row with a stray byte behind them, and not one right checksum: the scale sends none, and the line is noisy. */
const MISMATCH_LIMIT = 3;

/** Decimals by the lowest three bits of status word A; the first two codes put zeros behind the digits. */
const DECIMALS = [-2, -1, 0, 1, 2, 3, 4, 5] as const;
const INCREMENTS: Readonly<Record<number, number>> = { 1: 1, 2: 2, 3: 5 };

const B_NET = 0x01;
const B_NEGATIVE = 0x02;
const B_OUT_OF_RANGE = 0x04;
const B_MOTION = 0x08;
const B_KILOGRAMS = 0x10;
/** Set in every status word, so that it is never a control character. */
const ALWAYS = 0x20;
const C_EXPANDED = 0x10;
/** Units by the lowest three bits of status word C; 0 leaves it to the kilogram bit of B. Troy ounces and the like are none of ours. */
const UNITS: Readonly<Record<number, string>> = { 1: 'g', 2: 't', 3: 'oz' };

/**
 * Mettler Toledo continuous output, which many Chinese indicators send too (reference devices.md, table 9.1, source S15).
 * The scale streams; a checksum behind the CR is a setting of the scale and is learnt from the stream.
 */
export const toledoContinuous: ScaleProtocol = {
  id: 'toledo-continuous',
  label: 'Toledo continuous / 托利多连续',
  serialDefaults: { baudRate: 9600, dataBits: 7, parity: 'even', stopBits: 1 },
  pollRequest: null,
  pollIntervalMs: 0,
  createDecoder: createContinuousDecoder,
};

function createContinuousDecoder(): ScaleDecoder {
  let held: number[] = [];
  let noise = 0;
  /** A frame whose checksum may still come. */
  let waiting: { readonly frame: ScaleFrame; readonly checksum: number } | null = null;
  /** Null until the stream has told. */
  let hasChecksum: boolean | null = null;
  let mismatches = 0;

  function take(byte: number): ScaleFrame[] {
    if (waiting) return takeTrailer(waiting, byte);
    if (held.length === 0 && byte !== STX) {
      noise++;
      return noise === NOISE_LIMIT ? [faultFrame('line_too_long', hexText([byte]))] : [];
    }
    held.push(byte);
    if (held.length < LENGTH) return [];
    const bytes = held;
    const frame = readFrame(bytes);
    const next = isGarbage(frame) ? bytes.indexOf(STX, 1) : -1;
    held = next < 0 ? [] : bytes.slice(next);
    noise = 0;
    if (isGarbage(frame) || hasChecksum === false) return [frame];
    waiting = { frame, checksum: checksumOf(bytes) };
    return [];
  }

  /** The byte behind a frame: its checksum, the start of the next frame, or damage. */
  function takeTrailer({ frame, checksum }: NonNullable<typeof waiting>, byte: number): ScaleFrame[] {
    waiting = null;
    if (byte === checksum) {
      mismatches = 0;
      // A checksum that happens to be STX proves nothing.
      if (byte !== STX) hasChecksum = true;
      return [frame];
    }
    if (byte === STX) held = [byte];
    mismatches++;
    if (hasChecksum === null && (byte === STX || mismatches >= MISMATCH_LIMIT)) {
      hasChecksum = false;
      if (byte === STX) return [frame];
    }
    return [faultFrame('bad_checksum', frame.rawText)];
  }

  return { push: (bytes) => Array.from(bytes, (byte) => take(byte & 0x7f)).flat() };
}

/** Two's complement of the seven-bit sum of all bytes before it. */
function checksumOf(bytes: readonly number[]): number {
  return -bytes.reduce((sum, byte) => sum + byte, 0) & 0x7f;
}

function readFrame(bytes: readonly number[]): ScaleFrame {
  const rawText = hexText(bytes);
  const [, a = 0, b = 0, c = 0] = bytes;
  const weight = String.fromCharCode(...bytes.slice(4, 10));
  const tare = String.fromCharCode(...bytes.slice(10, 16));
  const isWhole = bytes[LENGTH - 1] === CR && (a & b & c & ALWAYS) !== 0 && /^ *\d*$/.test(tare);
  if (!isWhole) return faultFrame('bad_frame', rawText);
  if (b & B_OUT_OF_RANGE) return { kind: b & B_NEGATIVE ? 'underload' : 'overload', rawText };
  const digits = /^ *(\d+)$/.exec(weight)?.[1];
  const increment = INCREMENTS[(a >> 3) & 3];
  if (digits === undefined || increment === undefined) return faultFrame('bad_frame', rawText);
  // Ten times the resolution for a service engineer: not what was verified.
  if (c & C_EXPANDED) return faultFrame('not_a_weighing', rawText);
  return weightFrame({
    value: `${b & B_NEGATIVE ? '-' : ''}${withPoint(digits, DECIMALS[a & 7] ?? 0)}`,
    unit: (c & 7) === 0 ? (b & B_KILOGRAMS ? 'kg' : 'lb') : (UNITS[c & 7] ?? ''),
    stable: (b & B_MOTION) === 0,
    net: (b & B_NET) !== 0,
    increment,
    rawText,
  });
}

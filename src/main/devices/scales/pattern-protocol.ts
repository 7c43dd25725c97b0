import { hexText } from '#main/devices/scales/protocols/fixed-frame-decoder.ts';
import { createLengthGuard } from '#main/devices/scales/protocols/length-guard.ts';
import { faultFrame, weightFrame, withPoint } from '#main/devices/scales/protocols/scale-frames.ts';
import type { ScaleDecoder, ScaleFrame, ScaleProtocol } from '#main/devices/scales/scale-protocol.ts';
import { MAX_FRAME_BYTES } from '#shared/model/scale-pattern.ts';
import type { ScalePattern } from '#shared/model/scale-pattern.ts';

/** What all such dialects have in common, for the list to choose from. */
export const PATTERN_PROTOCOL = {
  id: 'pattern',
  label: 'Own pattern / 自定义格式',
  serialDefaults: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 },
} as const satisfies Partial<ScaleProtocol>;

/** A dialect out of a user's description; must have passed `scalePatternFault`. */
export function createPatternProtocol(pattern: ScalePattern): ScaleProtocol {
  return {
    ...PATTERN_PROTOCOL,
    pollRequest: pattern.poll === '' ? null : Buffer.from(pattern.poll, 'hex'),
    pollIntervalMs: 200,
    createDecoder: () => createPatternDecoder(pattern),
  };
}

function createPatternDecoder(pattern: ScalePattern): ScaleDecoder {
  const start = [...Buffer.from(pattern.start, 'hex')];
  const end = [...Buffer.from(pattern.end, 'hex')];
  const mask = pattern.isSevenBit ? 0x7f : 0xff;
  const acceptLength = createLengthGuard();
  let held: number[] = [];
  /** Without start bytes the first frame may have lost its head, and what follows an overlong one has. */
  let isTorn = start.length === 0;

  function take(byte: number): ScaleFrame | null {
    held.push(byte);
    if (held.length <= start.length && byte !== start[held.length - 1]) {
      held = byte === start[0] ? [byte] : [];
      return null;
    }
    const isComplete = end.length > 0 ? endsWith(held, end) : held.length === pattern.length;
    if (!isComplete) {
      if (held.length < MAX_FRAME_BYTES) return null;
      const noise = faultFrame('line_too_long', hexText(held));
      held = [];
      isTorn = start.length === 0;
      return noise;
    }
    const bytes = held;
    held = [];
    return finish(bytes);
  }

  function finish(bytes: number[]): ScaleFrame | null {
    const wasTorn = isTorn;
    isTorn = false;
    if (bytes.length === end.length) return null;
    const frame =
      pattern.length !== null && bytes.length !== pattern.length
        ? faultFrame('bad_frame', hexText(bytes))
        : readPattern(pattern, bytes);
    if (frame.kind !== 'weight') return frame;
    if (pattern.length === null && !acceptLength(bytes.length)) return faultFrame('length_changed', frame.rawText);
    // A head that is missing could have been a digit.
    return wasTorn ? faultFrame('bad_frame', frame.rawText) : frame;
  }

  return {
    push: (received) =>
      Array.from(received, (byte) => take(byte & mask)).filter((frame): frame is ScaleFrame => frame !== null),
  };
}

function endsWith(bytes: readonly number[], end: readonly number[]): boolean {
  return end.every((byte, index) => bytes[bytes.length - end.length + index] === byte);
}

/** The weight in one whole frame. */
function readPattern(pattern: ScalePattern, bytes: readonly number[]): ScaleFrame {
  const rawText = hexText(bytes);
  const text = String.fromCharCode(...bytes);
  if (pattern.overloadText !== '' && text.includes(pattern.overloadText)) return { kind: 'overload', rawText };
  const places = text.slice(pattern.valueAt, pattern.valueAt + pattern.valueLength);
  const value = (pattern.isReversed ? [...places].toReversed().join('') : places).trim();
  const digits = /^([+-]?) *([\d.]+)$/.exec(value);
  const isNegative = pattern.signAt === null ? digits?.[1] === '-' : text[pattern.signAt] === '-';
  const pointed = digits && pointedAt(digits[2] ?? '', pattern.decimals);
  if (!pointed) return faultFrame('bad_frame', rawText);
  const { stable } = pattern;
  return weightFrame({
    value: `${isNegative ? '-' : ''}${pointed}`,
    unit: pattern.unit,
    stable: stable === null ? null : ((bytes[stable.at] ?? 0) & stable.mask) === stable.equals,
    net: false,
    rawText,
  });
}

/** Null when there is a point where none belongs. */
function pointedAt(digits: string, decimals: number | null): string | null {
  if (decimals === null) return digits;
  return digits.includes('.') ? null : withPoint(digits, decimals);
}

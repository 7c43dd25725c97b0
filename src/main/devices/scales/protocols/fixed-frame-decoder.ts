import { faultFrame, isGarbage } from '#main/devices/scales/protocols/scale-frames.ts';
import type { ScaleDecoder, ScaleFrame } from '#main/devices/scales/scale-protocol.ts';

/** So much noise without one frame in it is reported, once. */
const NOISE_LIMIT = 64;

export interface FixedFrames {
  /** The byte that every frame starts with. */
  readonly start: number;
  /** Of the whole frame, start and end included. */
  readonly length: number;
  /** 0x7f strips the parity bit of a seven-bit scale on an eight-bit port; 0xff for binary frames. */
  readonly mask: 0x7f | 0xff;
  /** Gets exactly `length` bytes. Damage comes back as a fault of which {@link isGarbage} is true. */
  readonly readFrame: (frame: Uint8Array) => ScaleFrame;
}

/**
 * Framer of dialects whose frames all have one length. Noise before a frame costs nothing. A frame that cannot be read is
 * searched for the start of the next one, so that one lost byte costs one frame and not two.
 */
export function createFixedFrameDecoder({ start, length, mask, readFrame }: FixedFrames): ScaleDecoder {
  let held: number[] = [];
  let noise = 0;

  function take(byte: number): ScaleFrame | null {
    if (held.length === 0 && byte !== start) {
      noise++;
      return noise === NOISE_LIMIT ? faultFrame('line_too_long', hexText([byte])) : null;
    }
    held.push(byte);
    if (held.length < length) return null;
    const frame = readFrame(Uint8Array.from(held));
    const next = isGarbage(frame) ? held.indexOf(start, 1) : -1;
    held = next < 0 ? [] : held.slice(next);
    noise = 0;
    return frame;
  }

  return {
    push: (bytes) =>
      Array.from(bytes, (byte) => take(byte & mask)).filter((frame): frame is ScaleFrame => frame !== null),
  };
}

/** Bytes for people: `02 2B 30`. */
export function hexText(bytes: Iterable<number>): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(' ');
}

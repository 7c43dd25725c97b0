import { createLengthGuard } from '#main/devices/scales/protocols/length-guard.ts';
import { printable } from '#main/devices/scales/protocols/line-decoder.ts';
import { faultFrame } from '#main/devices/scales/protocols/scale-frames.ts';
import type { ScaleDecoder, ScaleFrame } from '#main/devices/scales/scale-protocol.ts';

/** No dialect has longer frames; more without an end is noise (devices.md, section 9.2). */
const FRAME_LIMIT = 64;

export interface DelimitedFrames {
  readonly start: number;
  readonly end: number;
  /** Whether the start byte also occurs inside frames; where it does not, it begins a new frame at once. */
  readonly startOccursInside: boolean;
  /** Gets what stands between start and end, without them, bit 7 stripped. */
  readonly readFrame: (text: string) => ScaleFrame;
}

/** Framer of dialects that put a reply between two control characters. Bytes outside of a frame are noise and cost nothing. */
export function createDelimitedDecoder(frames: DelimitedFrames): ScaleDecoder {
  /** Null between frames. */
  let held: string | null = null;
  const acceptLength = createLengthGuard();

  function take(byte: number): ScaleFrame | null {
    const text = held;
    if (byte === frames.start && (text === null || !frames.startOccursInside)) {
      held = '';
      return text === null ? null : faultFrame('bad_frame', printable(text));
    }
    if (text === null) return null;
    if (byte === frames.end) {
      held = null;
      return finish(text);
    }
    held = text + String.fromCharCode(byte);
    if (held.length <= FRAME_LIMIT) return null;
    held = null;
    return faultFrame('line_too_long', printable(text));
  }

  function finish(text: string): ScaleFrame {
    const frame = frames.readFrame(text);
    return frame.kind === 'weight' && !acceptLength(text.length)
      ? faultFrame('length_changed', printable(text))
      : frame;
  }

  return {
    push: (bytes) =>
      Array.from(bytes, (byte) => take(byte & 0x7f)).filter((frame): frame is ScaleFrame => frame !== null),
  };
}

import { createLengthGuard } from '#main/devices/scales/protocols/length-guard.ts';
import { faultFrame } from '#main/devices/scales/protocols/scale-frames.ts';
import type { ScaleDecoder, ScaleFrame } from '#main/devices/scales/scale-protocol.ts';

/** No dialect has longer lines; more without an end is noise (devices.md, section 9.2). */
const LINE_LIMIT = 64;
const LF = 0x0a;
const CR = 0x0d;

/**
 * Framer of dialects whose replies end with CR LF. Strips bit 7, so that a 7-bit scale can be read on an 8-bit port.
 * `start` finds where a reply begins, so that noise before it costs nothing; `readLine` gets the line from there on, and answers
 * null when it is well-formed but says nothing about weight (acknowledgements).
 * After an overlong line everything up to the next line end is dropped.
 */
export function createLineDecoder(start: RegExp, readLine: (line: string) => ScaleFrame | null): ScaleDecoder {
  let line = '';
  let isSkipping = false;
  const acceptLength = createLengthGuard();

  function endLine(): ScaleFrame | null {
    const text = line.slice(Math.max(0, line.search(start)));
    const wasSkipping = isSkipping;
    line = '';
    isSkipping = false;
    if (wasSkipping || text === '') return null;
    const frame = readLine(text);
    return frame?.kind === 'weight' && !acceptLength(text.length)
      ? faultFrame('length_changed', printable(text))
      : frame;
  }

  return {
    push(bytes) {
      const frames: ScaleFrame[] = [];
      for (const received of bytes) {
        const byte = received & 0x7f;
        if (byte === LF || byte === CR) {
          const frame = endLine();
          if (frame) frames.push(frame);
        } else if (!isSkipping) {
          line += String.fromCharCode(byte);
          if (line.length <= LINE_LIMIT) continue;
          frames.push(faultFrame('line_too_long', printable(line)));
          line = '';
          isSkipping = true;
        }
      }
      return frames;
    },
  };
}

/** The line for people: control characters become dots. */
export function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '.');
}

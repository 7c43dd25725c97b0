import { createDelimitedDecoder } from '#main/devices/scales/protocols/delimited-decoder.ts';
import { printable } from '#main/devices/scales/protocols/line-decoder.ts';
import { faultFrame, weightFrame } from '#main/devices/scales/protocols/scale-frames.ts';
import type { ScaleDecoder, ScaleFrame, ScaleProtocol } from '#main/devices/scales/scale-protocol.ts';

const STX = 0x02;
const CR = 0x0d;

/** Five digits or six with the point among them, then N when a tare is set. */
const WEIGHT = /^(\d{1,3}\.\d{1,3}|\d{5,6})(N?)$/;
/** Not weighable: `?` and one byte of flags. */
const STATUS = /^\?([\s\S])$/;

const MOTION = 0x01;
const OVER_CAPACITY = 0x02;
const UNDER_ZERO = 0x04;
const OUTSIDE_ZERO_RANGE = 0x08;
/** Set in every status byte, so that it is never a control character. */
const ALWAYS = 0x40;

/**
 * Mettler Toledo 8217, in kilograms (reference devices.md, table 9.1, sources S10 and S12). Asked with `W`, without a line
 * end. It answers with a weight only at rest, and never says its unit: what it shows is what was set at the scale.
 */
export const toledo8217: ScaleProtocol = {
  id: 'toledo-8217',
  label: 'Mettler Toledo 8217 (kg)',
  serialDefaults: { baudRate: 9600, dataBits: 7, parity: 'even', stopBits: 1 },
  pollRequest: Buffer.from('W', 'latin1'),
  pollIntervalMs: 150,
  createDecoder: () => toledo8217Decoder('kg'),
};

/** The decoder for scales set to either unit. */
export function toledo8217Decoder(unit: 'kg' | 'lb'): ScaleDecoder {
  return createDelimitedDecoder({
    start: STX,
    end: CR,
    startOccursInside: false,
    readFrame: (text) => readReply(text, unit),
  });
}

function readReply(text: string, unit: string): ScaleFrame {
  const rawText = printable(text);
  const weight = WEIGHT.exec(text);
  if (weight) return weightFrame({ value: weight[1] ?? '', unit, stable: true, net: weight[2] === 'N', rawText });
  const flags = STATUS.exec(text)?.[1]?.charCodeAt(0) ?? 0;
  if ((flags & ALWAYS) === 0) return faultFrame('bad_frame', rawText);
  if (flags & OVER_CAPACITY) return { kind: 'overload', rawText };
  if (flags & MOTION) return faultFrame('in_motion', rawText);
  if (flags & UNDER_ZERO) return { kind: 'underload', rawText };
  return faultFrame(flags & OUTSIDE_ZERO_RANGE ? 'needs_zero' : 'not_executable', rawText);
}

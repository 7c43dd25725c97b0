import { createFixedFrameDecoder, hexText } from '#main/devices/scales/protocols/fixed-frame-decoder.ts';
import { faultFrame, weightFrame, withPoint } from '#main/devices/scales/protocols/scale-frames.ts';
import type { ScaleDecoder, ScaleFrame, ScaleProtocol } from '#main/devices/scales/scale-protocol.ts';

const START = 0xff;
const LENGTH = 6;

const POINT = 0x07;
const MODE = 0x18;
const NEGATIVE = 0x20;
const STABLE = 0x40;
const OVERFLOW = 0x80;
const UNITS: Readonly<Record<number, string>> = { 0: 'kg', 1: 'lb' };

/**
 * Yousheng JCS-B and kin, six binary bytes without a checksum (reference devices.md, table 9.1, source S18). The sources count
 * the decimal point differently; here the point bits are the number of decimals. Where a certified weight reads ten times too
 * much, {@link yousheng} has a twin that counts from one.
 */
export const yousheng: ScaleProtocol = {
  id: 'yousheng',
  label: 'Yousheng 友声 JCS (decimals = n)',
  serialDefaults: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 },
  pollRequest: null,
  pollIntervalMs: 0,
  createDecoder: () => youshengDecoder(0),
};

/** @param pointOffset what to take off the point bits to get the number of decimals: 0 or 1 */
export function youshengDecoder(pointOffset: 0 | 1): ScaleDecoder {
  return createFixedFrameDecoder({
    start: START,
    length: LENGTH,
    mask: 0xff,
    readFrame: (bytes) => readFrame(bytes, pointOffset),
  });
}

function readFrame(bytes: Uint8Array, pointOffset: number): ScaleFrame {
  const rawText = hexText(bytes);
  const [, flags = 0, low = 0, middle = 0, high = 0, unit = 0] = bytes;
  const digits = [high, middle, low].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const decimals = (flags & POINT) - pointOffset;
  const unitName = UNITS[unit];
  if (!/^\d{6}$/.test(digits) || unitName === undefined || decimals < 0 || decimals > 5)
    return faultFrame('bad_frame', rawText);
  if (flags & OVERFLOW) return { kind: flags & NEGATIVE ? 'underload' : 'overload', rawText };
  // Counting pieces or percent.
  if (flags & MODE) return faultFrame('not_a_weighing', rawText);
  return weightFrame({
    value: `${flags & NEGATIVE ? '-' : ''}${withPoint(digits, decimals)}`,
    unit: unitName,
    stable: (flags & STABLE) !== 0,
    net: false,
    rawText,
  });
}

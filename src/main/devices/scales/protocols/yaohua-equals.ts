import { createFixedFrameDecoder } from '#main/devices/scales/protocols/fixed-frame-decoder.ts';
import { printable } from '#main/devices/scales/protocols/line-decoder.ts';
import { faultFrame, weightFrame } from '#main/devices/scales/protocols/scale-frames.ts';
import type { ScaleDecoder, ScaleFrame, ScaleProtocol } from '#main/devices/scales/scale-protocol.ts';

const EQUALS = 0x3d;
const LENGTH = 9;
/** `0003.000` or `-0001.00`: eight places with the point among the digits. */
const VALUE = /^-?\d+(?:\.\d+)?$/;

/**
 * Yaohua "=" format, value forward: `=0003.000` (reference devices.md, table 9.1, source S16). No checksum, unit or stability:
 * kilograms, and rest is told from the readings alone. The reversed twin looks the same, so the operator chooses.
 */
export const yaohuaEquals: ScaleProtocol = {
  id: 'yaohua-equals',
  label: 'Yaohua 耀华 =0003.000 (tF=2)',
  serialDefaults: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 },
  pollRequest: null,
  pollIntervalMs: 0,
  createDecoder: () => equalsDecoder((places) => places),
};

/** The decoder for both directions; `toValue` puts the eight places into reading order. */
export function equalsDecoder(toValue: (places: string) => string): ScaleDecoder {
  return createFixedFrameDecoder({
    start: EQUALS,
    length: LENGTH,
    mask: 0x7f,
    readFrame(bytes): ScaleFrame {
      const text = String.fromCharCode(...bytes);
      const value = toValue(text.slice(1));
      const rawText = printable(text);
      if (!VALUE.test(value)) return faultFrame('bad_frame', rawText);
      return weightFrame({ value, unit: 'kg', stable: null, net: false, rawText });
    },
  });
}

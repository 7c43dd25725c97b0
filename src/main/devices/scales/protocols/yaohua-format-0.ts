import { createFixedFrameDecoder, hexText } from '#main/devices/scales/protocols/fixed-frame-decoder.ts';
import { faultFrame, weightFrame, withPoint } from '#main/devices/scales/protocols/scale-frames.ts';
import type { ScaleFrame, ScaleProtocol } from '#main/devices/scales/scale-protocol.ts';

const STX = 0x02;
const LENGTH = 12;
/** Sign, six digits, how many of them are decimals, checksum in two hexadecimal digits, ETX. */
const BODY = /^([+-])(\d{6})([0-5])([\dA-F]{2})\x03$/;

/**
 * Yaohua XK3190-A9, -D10, -A26 and their many copies, continuous format 0 (reference devices.md, table 9.1, source S16).
 * Says neither unit nor stability: the indicator counts in kilograms, and rest is told from the readings alone.
 */
export const yaohuaFormat0: ScaleProtocol = {
  id: 'yaohua-format-0',
  label: 'Yaohua 耀华 XK3190-A9, -D10 (tF=0)',
  serialDefaults: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 },
  pollRequest: null,
  pollIntervalMs: 0,
  createDecoder: () => createFixedFrameDecoder({ start: STX, length: LENGTH, mask: 0x7f, readFrame }),
};

function readFrame(bytes: Uint8Array): ScaleFrame {
  const rawText = hexText(bytes);
  const parts = BODY.exec(String.fromCharCode(...bytes.subarray(1)));
  if (!parts) return faultFrame('bad_frame', rawText);
  const [, sign = '', digits = '', decimals = '0', checksum = ''] = parts;
  const xor = bytes.subarray(1, 9).reduce((sum, byte) => sum ^ byte, 0);
  if (Number.parseInt(checksum, 16) !== xor) return faultFrame('bad_checksum', rawText);
  const value = sign + withPoint(digits, Number(decimals));
  return weightFrame({ value, unit: 'kg', stable: null, net: false, rawText });
}

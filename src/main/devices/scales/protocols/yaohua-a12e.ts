import { createLineDecoder, printable } from '#main/devices/scales/protocols/line-decoder.ts';
import { faultFrame, weightFrame } from '#main/devices/scales/protocols/scale-frames.ts';
import type { ScaleFrame, ScaleProtocol } from '#main/devices/scales/scale-protocol.ts';

const START = /W[GN]| {9}[OL]/;
/** `WG004.139kg3D`: gross or net, seven places, unit, checksum. */
const WEIGHT = /^(W([GN])([ \d.-]{7})([A-Za-z]{2}))([\dA-F]{2})$/;
/** Nine blanks and `OL` or `LO`, the checksum of which is always 23. */
const OUT_OF_RANGE = /^ {9}(OL|LO)23$/;

/**
 * Yaohua XK3190-A12E, 15 bytes (reference devices.md, table 9.1, source S16). Streams, and has no stability flag: rest is
 * told from the readings alone.
 */
export const yaohuaA12e: ScaleProtocol = {
  id: 'yaohua-a12e',
  label: 'Yaohua 耀华 XK3190-A12E',
  serialDefaults: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 },
  pollRequest: null,
  pollIntervalMs: 0,
  createDecoder: () => createLineDecoder(START, readLine),
};

function readLine(line: string): ScaleFrame {
  const rawText = printable(line);
  const outOfRange = OUT_OF_RANGE.exec(line)?.[1];
  if (outOfRange !== undefined) return { kind: outOfRange === 'OL' ? 'overload' : 'underload', rawText };
  const parts = WEIGHT.exec(line);
  if (!parts) return faultFrame('bad_frame', rawText);
  const [, body = '', kind, value = '', unit = '', checksum = ''] = parts;
  const xor = Buffer.from(body, 'latin1').reduce((sum, byte) => sum ^ byte, 0);
  if (Number.parseInt(checksum, 16) !== xor) return faultFrame('bad_checksum', rawText);
  return weightFrame({ value, unit, stable: null, net: kind === 'N', rawText });
}

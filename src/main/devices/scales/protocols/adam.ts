import { createLineDecoder, printable } from '#main/devices/scales/protocols/line-decoder.ts';
import { faultFrame, weightFrame } from '#main/devices/scales/protocols/scale-frames.ts';
import type { ScaleFrame, ScaleProtocol } from '#main/devices/scales/scale-protocol.ts';

const START = /No\.|Total|TOTAL|PCS|ID|Date|Time|G\/W|N\/W|GROSS|NET|Gross|Net|[GN] |[+-]| {1,12}\d|\d/;
/** `G/W  +  5.00 lb`, `GROSS   123.45 g`, `+ 2.00 kg`: a heading or none, sign, value, unit. */
const WEIGHT = /^(?:([GN])(?:\/W|ROSS|ET|ross|et)?)? *([+-]? *\d+(?:\.\d+)?) *([A-Za-z]{1,3}) *$/;
/** Lines of a printed receipt between the weights: running number, total, pieces. */
const RECEIPT = /^(?:No\.|Total|TOTAL|PCS|ID|Date|Time)/;

/**
 * Adam Equipment CPWplus and floor scales (CPWplus manual, 2010, page 14): asked with `G` for the gross weight. Has no
 * stability flag: rest is told from the readings alone.
 */
export const adam: ScaleProtocol = {
  id: 'adam',
  label: 'Adam CPWplus',
  serialDefaults: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 },
  pollRequest: Buffer.from('G\r\n', 'latin1'),
  pollIntervalMs: 200,
  createDecoder: () => createLineDecoder(START, readLine),
};

/** Null for a line of a receipt that is no weight. */
function readLine(line: string): ScaleFrame | null {
  const rawText = printable(line);
  const parts = WEIGHT.exec(line);
  if (!parts) return RECEIPT.test(line) ? null : faultFrame('bad_frame', rawText);
  const [, heading, value = '', unit = ''] = parts;
  return weightFrame({ value, unit, stable: null, net: heading === 'N', rawText });
}

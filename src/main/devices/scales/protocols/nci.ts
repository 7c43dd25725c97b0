import { createDelimitedDecoder } from '#main/devices/scales/protocols/delimited-decoder.ts';
import { printable } from '#main/devices/scales/protocols/line-decoder.ts';
import { faultFrame, weightFrame } from '#main/devices/scales/protocols/scale-frames.ts';
import type { ScaleFrame, ScaleProtocol } from '#main/devices/scales/scale-protocol.ts';

const LF = 0x0a;
const ETX = 0x03;

/** Value and unit, CR LF, two or three status bytes with or without an S before them, CR. */
const WEIGHT = /^( *[+-]? *\d+(?:\.\d+)?) *([A-Za-z]{1,2}) *\r\nS?([\x30-\x7f]{2,3})\r$/;
const STATUS = /^S?([\x30-\x7f]{2,3})\r$/;
/** Adam MDW shows what is wrong in place of the digits. */
const FILLER = /^([\^_-])\1{3,8} *[A-Za-z]{0,2}\r\n/;

const FIRST_MOTION = 0x01;
const FIRST_MEMORY = 0x0c;
const SECOND_UNDER = 0x01;
const SECOND_OVER = 0x02;
const SECOND_DEFECT = 0x0c;

/** NCI "SCP" of Weigh-Tronix, also spoken by Adam MDW and some Mettler scales (reference devices.md, table 9.1, source S10). Asked with `W`. */
export const nci: ScaleProtocol = {
  id: 'nci',
  label: 'NCI / Weigh-Tronix, Adam MDW',
  serialDefaults: { baudRate: 9600, dataBits: 7, parity: 'even', stopBits: 1 },
  pollRequest: Buffer.from('W\r', 'latin1'),
  pollIntervalMs: 150,
  createDecoder: () => createDelimitedDecoder({ start: LF, end: ETX, startOccursInside: true, readFrame }),
};

function readFrame(text: string): ScaleFrame {
  const rawText = printable(text);
  if (text === '?\r') return faultFrame('syntax_error', rawText);
  const filler = FILLER.exec(text)?.[1];
  if (filler !== undefined) return readFiller(filler, rawText);
  const weight = WEIGHT.exec(text);
  const status = weight?.[3] ?? STATUS.exec(text)?.[1];
  if (status === undefined) return faultFrame('bad_frame', rawText);
  const first = status.charCodeAt(0);
  const second = status.charCodeAt(1);
  if (second & SECOND_OVER) return { kind: 'overload', rawText };
  if (second & SECOND_UNDER) return { kind: 'underload', rawText };
  if (first & FIRST_MEMORY || second & SECOND_DEFECT) return faultFrame('scale_defect', rawText);
  const isMoving = (first & FIRST_MOTION) !== 0;
  if (!weight) return faultFrame(isMoving ? 'in_motion' : 'not_executable', rawText);
  return weightFrame({ value: weight[1] ?? '', unit: weight[2] ?? '', stable: !isMoving, net: false, rawText });
}

function readFiller(filler: string, rawText: string): ScaleFrame {
  if (filler === '^') return { kind: 'overload', rawText };
  return filler === '_' ? { kind: 'underload', rawText } : faultFrame('needs_zero', rawText);
}

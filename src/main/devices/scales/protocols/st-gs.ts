import { createLineDecoder, printable } from '#main/devices/scales/protocols/line-decoder.ts';
import { faultFrame, weightFrame } from '#main/devices/scales/protocols/scale-frames.ts';
import type { ScaleFrame, ScaleProtocol } from '#main/devices/scales/scale-protocol.ts';

const START = /(?:ST|US|OL),/;

/**
 * State, kind, then (CAS only) device id and lamp byte, the value, the unit with or without a comma before it:
 * `ST,GS,+  1.234kg`, `ST,GS,   1.234,kg`, `US,NT,01,000013.5 kg`.
 */
const WEIGHT = /^(ST|US),(GS|NT|G|N),(?:.{2},)?( *[+-]? *\d+(?:\.\d+)?) *,? *([A-Za-z]{1,3}) *$/;
/** Over and under range carry filler instead of digits, so only a sign that stands apart from it means "under". */
const OUT_OF_RANGE = /^OL,(?:(?:GS|NT|G|N),)?( *-[^-])?/;
/** The stored tare, sent by some makes when the tare key is pressed. */
const TARE = /^(?:ST|US),TR,/;

/** The "ST,GS" family: A&D 18 bytes, CAS 22 bytes, Tiger, Excell and many others, mostly streaming (table 9.1, source S13). */
export const stGs: ScaleProtocol = {
  id: 'st-gs',
  label: 'ST,GS (CAS, Tiger, Excell, A&D)',
  serialDefaults: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 },
  pollRequest: null,
  pollIntervalMs: 0,
  createDecoder: () => createLineDecoder(START, readLine),
};

function readLine(line: string): ScaleFrame {
  const rawText = printable(line);
  const weight = WEIGHT.exec(line);
  if (weight) {
    const [, state, kind = '', value = '', unit = ''] = weight;
    return weightFrame({ value, unit, stable: state === 'ST', net: kind.startsWith('N'), rawText });
  }
  const outOfRange = OUT_OF_RANGE.exec(line);
  if (outOfRange) return { kind: outOfRange[1] ? 'underload' : 'overload', rawText };
  return faultFrame(TARE.test(line) ? 'not_a_weighing' : 'bad_frame', rawText);
}

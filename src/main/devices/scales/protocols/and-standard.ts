import { createLineDecoder, printable } from '#main/devices/scales/protocols/line-decoder.ts';
import { faultFrame, weightFrame } from '#main/devices/scales/protocols/scale-frames.ts';
import type { ScaleFrame, ScaleProtocol } from '#main/devices/scales/scale-protocol.ts';

const START = /(?:ST|US|OL|QT),/;
/** Header, sign and eight digits, unit in three places: always 15 characters before CR LF, so a lost byte shows. */
const WEIGHT = /^(ST|US),([+-][\d.]{8})([ A-Za-z]{3})$/;
/** `OL,+9999999E+19`: the sign tells above from below. */
const OUT_OF_RANGE = /^OL,([+-])[\d.]+E\+\d{2}$/;
/** Piece counting was left switched on at the scale. */
const COUNT = /^QT,[+-][\d.]{8}.{3}$/;

/** A&D standard format (reference devices.md, table 9.1, source S13). Asked with `Q`. */
export const andStandard: ScaleProtocol = {
  id: 'and-standard',
  label: 'A&D',
  serialDefaults: { baudRate: 2400, dataBits: 7, parity: 'even', stopBits: 1 },
  pollRequest: Buffer.from('Q\r\n', 'latin1'),
  // 17 bytes take 71 ms at 2,400 baud.
  pollIntervalMs: 200,
  createDecoder: () => createLineDecoder(START, readLine),
};

function readLine(line: string): ScaleFrame {
  const rawText = printable(line);
  const weight = WEIGHT.exec(line);
  if (weight) {
    const [, header, value = '', unit = ''] = weight;
    return weightFrame({ value, unit, stable: header === 'ST', net: false, rawText });
  }
  const outOfRange = OUT_OF_RANGE.exec(line);
  if (outOfRange) return { kind: outOfRange[1] === '-' ? 'underload' : 'overload', rawText };
  return faultFrame(COUNT.test(line) ? 'not_a_weighing' : 'bad_frame', rawText);
}

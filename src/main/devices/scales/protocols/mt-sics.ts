import { createLineDecoder, printable } from '#main/devices/scales/protocols/line-decoder.ts';
import { faultFrame, weightFrame } from '#main/devices/scales/protocols/scale-frames.ts';
import type { ScaleFrame, ScaleProtocol } from '#main/devices/scales/scale-protocol.ts';

/** `S S     12.34 g`: S = stable, D = dynamic. The blanks align the value to the right. */
const WEIGHT = /^S ([SD]) {1,10}([+-]? *\d+(?:\.\d+)?) {1,2}([A-Za-z]{1,3})$/;

/** How replies begin. */
const START = /S [SDI+-]|Z[I ]|T[ACI]* |E[STL]$|I4 /;

/** Answers to zero, tare and reset: they came, and say nothing about what lies on the plate. */
const ACKNOWLEDGEMENT = /^(?:Z A|ZI [SD]|T(?:A|AC|I)? .+|I4 A .*)$/;

/** Mettler Toledo MT-SICS, level 0 (reference devices.md, table 9.1, source S11). Asked with `SI`: the weight now, stable or not. */
export const mtSics: ScaleProtocol = {
  id: 'mt-sics',
  label: 'Mettler Toledo MT-SICS',
  serialDefaults: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 },
  pollRequest: Buffer.from('SI\r\n', 'latin1'),
  pollIntervalMs: 150,
  createDecoder: () => createLineDecoder(START, readLine),
};

function readLine(line: string): ScaleFrame | null {
  const text = line.trimEnd();
  const rawText = printable(text);
  const weight = WEIGHT.exec(text);
  if (weight) {
    const [, state, value = '', unit = ''] = weight;
    return weightFrame({ value, unit, stable: state === 'S', net: false, rawText });
  }
  switch (text) {
    case 'S +':
    case 'Z +':
      return { kind: 'overload', rawText };
    case 'S -':
    case 'Z -':
      return { kind: 'underload', rawText };
    case 'S I':
    case 'Z I':
      return faultFrame('not_executable', rawText);
    case 'ES':
      return faultFrame('syntax_error', rawText);
    case 'ET':
      return faultFrame('transmission_error', rawText);
    case 'EL':
      return faultFrame('logical_error', rawText);
    default:
      return ACKNOWLEDGEMENT.test(text) ? null : faultFrame('bad_frame', rawText);
  }
}

import { equalsDecoder, yaohuaEquals } from '#main/devices/scales/protocols/yaohua-equals.ts';
import type { ScaleProtocol } from '#main/devices/scales/scale-protocol.ts';

/** Yaohua "=" format, lowest digit first and the sign last: `=000.3000` is 3.000 kg (reference devices.md, table 9.1, source S16). */
export const yaohuaEqualsReversed: ScaleProtocol = {
  ...yaohuaEquals,
  id: 'yaohua-equals-reversed',
  label: 'Yaohua 耀华 =000.3000 reversed (tF=1)',
  createDecoder: () => equalsDecoder((places) => [...places].toReversed().join('')),
};

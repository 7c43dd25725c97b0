import { yousheng, youshengDecoder } from '#main/devices/scales/protocols/yousheng.ts';
import type { ScaleProtocol } from '#main/devices/scales/scale-protocol.ts';

/** Yousheng scales whose point bits count from one: 1 means no decimals. A certified weight tells which of the two a scale is. */
export const youshengPointFromOne: ScaleProtocol = {
  ...yousheng,
  id: 'yousheng-point-from-one',
  label: 'Yousheng 友声 JCS (decimals = n - 1)',
  createDecoder: () => youshengDecoder(1),
};

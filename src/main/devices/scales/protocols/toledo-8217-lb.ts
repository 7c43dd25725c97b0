import { toledo8217, toledo8217Decoder } from '#main/devices/scales/protocols/toledo-8217.ts';
import type { ScaleProtocol } from '#main/devices/scales/scale-protocol.ts';

/** The same dialect from a scale that was set to pounds; the wire does not tell the two apart. */
export const toledo8217Lb: ScaleProtocol = {
  ...toledo8217,
  id: 'toledo-8217-lb',
  label: 'Mettler Toledo 8217 (lb)',
  createDecoder: () => toledo8217Decoder('lb'),
};

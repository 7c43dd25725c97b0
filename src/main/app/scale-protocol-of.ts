import { SCALE_PROTOCOLS } from '#main/app/registries.ts';
import { createPatternProtocol, PATTERN_PROTOCOL } from '#main/devices/scales/pattern-protocol.ts';
import type { ScaleProtocol } from '#main/devices/scales/scale-protocol.ts';
import type { ScaleConfig } from '#shared/contract/devices.ts';

/** What a scale speaks: a registered dialect, or the one that lies in its own settings. */
export function scaleProtocolOf(config: Pick<ScaleConfig, 'protocolId' | 'pattern'>): ScaleProtocol | undefined {
  if (config.protocolId !== PATTERN_PROTOCOL.id) return SCALE_PROTOCOLS.find(config.protocolId);
  return config.pattern && createPatternProtocol(config.pattern);
}

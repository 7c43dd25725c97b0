import type { Finding } from '#main/app/cli/doctor/finding.ts';
import { found } from '#main/app/cli/doctor/finding.ts';
import { ptySupported } from '#main/simulators/devices/pty.ts';

/** Serial devices of the demo store need pseudo-terminals; real ones do not. */
export function examinePseudoTerminals(): Finding {
  return found('pty', ptySupported() ? 'ok' : 'warning');
}

import type { EmulatedScale } from '#main/simulators/devices/emulated-scale.ts';
import { openPty } from '#main/simulators/devices/pty.ts';
import { createMtSicsScale } from '#main/simulators/devices/scale-mt-sics.ts';
import { realTimers } from '#main/simulators/devices/timers.ts';

/** A scale whose cable can be pulled and put back; the port keeps its name. */
export interface ScaleOnPort extends EmulatedScale {
  readonly path: string;
  unplug(): void;
  plugIn(): void;
}

/** An MT-SICS scale on a pseudo-terminal that this path leads to. Ask `ptySupported` first. */
export function plugInScale(path: string): ScaleOnPort {
  const scale = createMtSicsScale({ timers: realTimers, divisionG: 1, settleMs: 300 });
  let pull = plugIn();

  function plugIn(): () => void {
    const pty = openPty({ linkPath: path });
    const detach = scale.attach(pty);
    return () => {
      detach();
      pty.hangUp();
    };
  }

  return {
    ...scale,
    path,
    unplug: () => pull(),
    plugIn() {
      pull = plugIn();
    },
  };
}

import type { ScaleLine } from '#main/simulators/devices/scale-line.ts';
import type { Timers } from '#main/simulators/devices/timers.ts';

/** The `attach` of a scale that sends by itself every `intervalMs` while a cable is plugged in; 0 = never. */
export function streamWhilePlugged(
  line: ScaleLine,
  timers: Timers,
  intervalMs: number,
  sendReading: () => void,
): ScaleLine['attach'] {
  return (cable) => {
    const pullOut = line.attach(cable);
    let cancel: () => void = () => undefined;
    const tick = (): void => {
      sendReading();
      cancel = timers.after(intervalMs, tick);
    };
    if (intervalMs > 0) cancel = timers.after(intervalMs, tick);
    return () => {
      cancel();
      pullOut();
    };
  };
}

import type { EmulatedScale } from '#main/simulators/devices/emulated-scale.ts';
import { createScaleLine } from '#main/simulators/devices/scale-line.ts';
import { createScalePlate } from '#main/simulators/devices/scale-plate.ts';
import type { PlateReading, ScalePlateOptions } from '#main/simulators/devices/scale-plate.ts';
import { showWeight } from '#main/simulators/devices/show-weight.ts';
import type { WeightUnit } from '#main/simulators/devices/show-weight.ts';

export interface MtSicsScaleOptions extends ScalePlateOptions {
  readonly unit?: WeightUnit;
  readonly decimals?: number;
  /** Width of the weight in a reply, blanks in front included. */
  readonly valueWidth?: number;
}

/** `S` waits for rest this long before it gives up. */
const STABLE_LIMIT_MS = 5_000;
const STABLE_CHECK_MS = 20;
const STREAM_INTERVAL_MS = 100;

/**
 * A Mettler-Toledo scale that speaks MT-SICS, written from the reference alone (devices.md 9.1):
 * `S` stable weight, `SI` weight now, `SIR` stream, `Z` zero, `T` tare, `@` reset. Replies end with CR LF.
 */
export function createMtSicsScale(options: MtSicsScaleOptions): EmulatedScale {
  const { timers, unit = 'kg', decimals = 3, valueWidth = 9 } = options;
  const plate = createScalePlate(options);
  /** Calls off whatever an earlier command still does: a stream, or the wait for rest. */
  let cancelPending: () => void = () => undefined;
  const line = createScaleLine(timers, execute);

  function execute(command: string): void {
    if (command === 'S') return answerWhenStable('S', STABLE_LIMIT_MS, () => undefined);
    cancelPending();
    if (command === 'SI') reply(weightNow());
    else if (command === 'SIR') stream();
    else if (command === 'Z') answerWhenStable('Z', STABLE_LIMIT_MS, () => (plate.zero() ? 'Z A' : 'Z I'));
    else if (command === 'T') answerWhenStable('T', STABLE_LIMIT_MS, () => (plate.tare() ? undefined : 'T I'));
    else if (command === '@') reply('I4 A "0123456789"');
    else reply('ES');
  }

  function reply(text: string): void {
    line.send(`${text}\r\n`);
  }

  function weightNow(): string {
    const reading = plate.reading();
    return outOfRange('S', reading) ?? `S ${reading.isMoving ? 'D' : 'S'} ${weightOf(reading)}`;
  }

  function weightOf(reading: PlateReading): string {
    return `${showWeight(reading.grams, unit, decimals).padStart(valueWidth)} ${unit}`;
  }

  function stream(): void {
    reply(weightNow());
    cancelPending = timers.after(STREAM_INTERVAL_MS, stream);
  }

  /** Asks again and again whether the plate is at rest; `act` may replace the weight by an answer of its own. */
  function answerWhenStable(id: 'S' | 'Z' | 'T', limitMs: number, act: () => string | undefined): void {
    cancelPending();
    const reading = plate.reading();
    const outside = outOfRange(id, reading);
    if (outside) return reply(outside);
    if (reading.isMoving) {
      if (limitMs <= 0) return reply(`${id} I`);
      cancelPending = timers.after(STABLE_CHECK_MS, () => answerWhenStable(id, limitMs - STABLE_CHECK_MS, act));
      return;
    }
    reply(act() ?? `${id} S ${weightOf(id === 'T' ? reading : plate.reading())}`);
  }

  return { plate, ...line };
}

/** `S +` overload, `S -` underload. */
function outOfRange(id: string, reading: PlateReading): string | null {
  if (reading.isOverloaded) return `${id} +`;
  return reading.isUnderloaded ? `${id} -` : null;
}

import type { EmulatedScale } from '#main/simulators/devices/emulated-scale.ts';
import { createScaleLine } from '#main/simulators/devices/scale-line.ts';
import { createScalePlate } from '#main/simulators/devices/scale-plate.ts';
import type { PlateReading, ScalePlateOptions } from '#main/simulators/devices/scale-plate.ts';
import { streamWhilePlugged } from '#main/simulators/devices/scale-stream.ts';
import { showWeight } from '#main/simulators/devices/show-weight.ts';

/** The continuous outputs of devices.md 9.1. */
export type YaohuaFormat = 'a12e' | 'format-0' | 'equals' | 'equals-reversed';

export interface YaohuaOptions extends ScalePlateOptions {
  readonly format: YaohuaFormat;
  readonly streamIntervalMs: number;
}

/** A Yaohua indicator in kilograms with three decimals, written from the reference alone. It never says whether it stands still. */
export function createYaohuaScale(options: YaohuaOptions): EmulatedScale {
  const { timers, format, streamIntervalMs } = options;
  const plate = createScalePlate(options);
  const line = createScaleLine(timers, () => undefined);
  const sendReading = (): void => line.send(FRAMES[format](plate.reading()));
  return { plate, ...line, attach: streamWhilePlugged(line, timers, streamIntervalMs, sendReading) };
}

const FRAMES: Readonly<Record<YaohuaFormat, (reading: PlateReading) => string>> = {
  /** `WG004.139kg3D` CR LF; nine blanks and OL or LO where there is no weight. */
  a12e(reading) {
    if (reading.isOverloaded) return '         OL23\r\n';
    if (reading.isUnderloaded) return '         LO23\r\n';
    const body = `W${reading.isNet ? 'N' : 'G'}${kilograms(reading, 7)}kg`;
    return `${body}${xorHex(body)}\r\n`;
  },
  /** STX, sign, six digits, number of decimals, XOR, ETX. */
  'format-0'(reading) {
    const digits = String(Math.abs(reading.grams)).padStart(6, '0').slice(-6);
    const body = `${reading.grams < 0 ? '-' : '+'}${digits}3`;
    return `\x02${body}${xorHex(body)}\x03`;
  },
  /** `=0003.000` */
  equals: (reading) => `=${kilograms(reading, 8)}`,
  /** `=000.3000` for 3 kg: low digit first. */
  'equals-reversed': (reading) => `=${[...kilograms(reading, 8)].reverse().join('')}`,
};

function kilograms(reading: PlateReading, width: number): string {
  const sign = reading.grams < 0 ? '-' : '';
  const digits = showWeight(Math.abs(reading.grams), 'kg', 3);
  return sign + digits.padStart(width - sign.length, '0');
}

function xorHex(body: string): string {
  let xor = 0;
  for (let at = 0; at < body.length; at += 1) xor ^= body.charCodeAt(at);
  return xor.toString(16).toUpperCase().padStart(2, '0');
}

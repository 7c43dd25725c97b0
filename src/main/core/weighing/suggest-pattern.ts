import { MAX_FRAME_BYTES } from '#shared/model/scale-pattern.ts';
import type { ScalePattern } from '#shared/model/scale-pattern.ts';

/** How frames of known dialects begin and end; tried in this order, the surest first. */
const FRAMINGS: readonly { readonly start: string; readonly end: string }[] = [
  { start: '02', end: '0d0a' },
  { start: '02', end: '03' },
  { start: '02', end: '0d' },
  { start: '', end: '0d0a' },
  { start: '', end: '0d' },
  { start: '', end: '0a' },
  { start: '', end: '03' },
  { start: '3d', end: '' },
  { start: '02', end: '' },
];
/** So many frames of one shape are no chance. */
const ENOUGH_FRAMES = 3;
const ASCII_FRAMES_ONLY = /^[\s\x02\x03\x20-\x7e]*$/;

export interface ShownWeight {
  /** What the scale's own display shows, with its point: `1.234`. */
  readonly text: string;
  readonly unit: ScalePattern['unit'];
}

/**
 * Finds how a scale frames its readings from bytes that were heard while its display showed a known weight. Null when the
 * digits are nowhere in frames of one shape. Stability is left to the readings: one weight cannot show which bit it is.
 */
export function suggestPattern(bytes: Uint8Array, shown: ShownWeight): ScalePattern | null {
  const heard = Array.from(bytes, (byte) => String.fromCharCode(byte & 0x7f)).join('');
  const isSevenBit = bytes.some((byte) => byte > 0x7f);
  for (const framing of FRAMINGS) {
    const frames = cut(heard, textOf(framing.start), textOf(framing.end));
    const length = commonLength(frames);
    const sample = frames.filter((frame) => frame.length === length).slice(-ENOUGH_FRAMES);
    const [last] = sample;
    if (sample.length < ENOUGH_FRAMES || last === undefined || length < 3 || !ASCII_FRAMES_ONLY.test(last)) continue;
    const field = findValue(last, shown.text);
    if (!field || !sample.every((frame) => holds(frame, field, shown.text))) continue;
    return {
      ...framing,
      length,
      ...field,
      unit: shown.unit,
      signAt: null,
      stable: null,
      overloadText: '',
      isSevenBit,
      poll: '',
    };
  }
  return null;
}

function textOf(hex: string): string {
  return hex.replace(/../g, (byte) => String.fromCharCode(Number.parseInt(byte, 16)));
}

/** Whole frames only: what stands before the first start or end and behind the last one is torn. */
function cut(heard: string, start: string, end: string): string[] {
  if (end === '')
    return heard
      .split(start)
      .slice(1, -1)
      .map((body) => start + body);
  const bodies = heard.split(end).slice(1, -1);
  return bodies.flatMap((body) => {
    const at = body.indexOf(start);
    return at < 0 || body.length - at > MAX_FRAME_BYTES ? [] : [body.slice(at) + end];
  });
}

function commonLength(frames: readonly string[]): number {
  const counts = new Map<number, number>();
  for (const { length } of frames) counts.set(length, (counts.get(length) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}

type ValueField = Pick<ScalePattern, 'valueAt' | 'valueLength' | 'isReversed' | 'decimals'>;

/** Where the shown digits stand: forward or reversed, with their point or without. The field takes in the places around them. */
function findValue(frame: string, shown: string): ValueField | null {
  const decimals = shown.split('.')[1]?.length ?? 0;
  const plain = shown.replace('.', '');
  for (const [wanted, isReversed, places] of [
    [shown, false, null],
    [reverse(shown), true, null],
    [plain, false, decimals],
    [reverse(plain), true, decimals],
  ] as const) {
    const at = frame.indexOf(wanted);
    if (at < 0) continue;
    let from = at;
    let to = at + wanted.length;
    // Digits grow to the front, or to the back where they are reversed.
    if (isReversed) while (/[\d +-]/.test(frame[to] ?? '') && to - from < 12) to++;
    else while (/[\d +-]/.test(frame[from - 1] ?? '') && to - from < 12) from--;
    return { valueAt: from, valueLength: to - from, isReversed, decimals: places };
  }
  return null;
}

/** Whether the field reads as the shown weight, whatever blanks and zeros stand before it. */
function holds(frame: string, field: ValueField, shown: string): boolean {
  const places = frame.slice(field.valueAt, field.valueAt + field.valueLength);
  const digits = (field.isReversed ? reverse(places) : places).replace(/[ +-]/g, '').replace(/^0+(?=\d)/, '');
  const wanted = (field.decimals === null ? shown : shown.replace('.', '')).replace(/^0+(?=\d)/, '');
  return digits === wanted;
}

function reverse(text: string): string {
  return [...text].toReversed().join('');
}

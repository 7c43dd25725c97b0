import { keyCharacter } from '#shared/scanning/key-character.ts';
import type { KeyStroke } from '#shared/scanning/key-character.ts';

/** A key going down, with the time of the event itself (`event.timeStamp`), not of its handling. */
export interface WedgeStroke extends KeyStroke {
  readonly atMs: number;
  /** Ctrl, Alt or Meta is held: a shortcut, never part of a scan. */
  readonly hasModifier: boolean;
  /** The key repeats because it is held down. */
  readonly isRepeat: boolean;
}

export interface WedgeSettings {
  /** Mean time between characters of a scan; people type slower. Bluetooth scanners may need 60. */
  readonly maxAverageMs: number;
  readonly minLength: number;
  /** A scan without an end key is over after so long a silence. */
  readonly silenceMs: number;
  /** Key that the scanner was programmed to send first, by `code` (`F9`, `Backquote`); with it nothing is guessed. Null = by speed. */
  readonly prefixCode: string | null;
}

/** Defaults of devices.md, section 10.2. */
export const DEFAULT_WEDGE: WedgeSettings = { maxAverageMs: 30, minLength: 6, silenceMs: 100, prefixCode: null };

/** A silence of so many gaps ends a code, where that is longer than usual. */
const GAPS_OF_SILENCE = 3;

/** For scanners that send a character in less than so long, on average. */
export function wedgeOfSpeed(maxAverageMs: number): WedgeSettings {
  const silenceMs = Math.max(DEFAULT_WEDGE.silenceMs, GAPS_OF_SILENCE * maxAverageMs);
  return { ...DEFAULT_WEDGE, maxAverageMs, silenceMs };
}

/** Plain data: keep it between strokes. */
export interface WedgeState {
  readonly text: string;
  readonly firstAtMs: number;
  readonly lastAtMs: number;
  /** The programmed prefix was seen: everything up to the end key belongs to the scan, at any speed. */
  readonly isPrefixed: boolean;
}

export const IDLE_WEDGE: WedgeState = { text: '', firstAtMs: 0, lastAtMs: 0, isPrefixed: false };

export interface WedgeStep {
  readonly state: WedgeState;
  /** A complete scan, else null. */
  readonly scan: string | null;
  /** The key belongs to a scan: keep it from the page, so that Enter presses no button. */
  readonly swallow: boolean;
}

const END_KEYS: ReadonlySet<string> = new Set(['Enter', 'NumpadEnter', 'Tab']);
/** Shift goes down and up between the letters of a scan. */
const SILENT_KEYS: ReadonlySet<string> = new Set(['ShiftLeft', 'ShiftRight', 'CapsLock']);
/** From the third fast character on a burst is taken for a scan; two fast letters happen to typists. */
const SURE_LENGTH = 3;

/** Takes in one key. Call {@link endWedgeBySilence} `silenceMs` after the last one. */
export function feedWedge(before: WedgeState, stroke: WedgeStroke, settings: WedgeSettings = DEFAULT_WEDGE): WedgeStep {
  if (stroke.hasModifier || stroke.isRepeat) return { state: IDLE_WEDGE, scan: null, swallow: false };
  if (SILENT_KEYS.has(stroke.code)) return { state: before, scan: null, swallow: false };
  if (settings.prefixCode !== null && stroke.code === settings.prefixCode) {
    return {
      state: { text: '', firstAtMs: stroke.atMs, lastAtMs: stroke.atMs, isPrefixed: true },
      scan: null,
      swallow: true,
    };
  }
  const isLate = stroke.atMs - before.lastAtMs > settings.silenceMs || stroke.atMs < before.lastAtMs;
  const state = isLate ? IDLE_WEDGE : before;
  if (END_KEYS.has(stroke.code)) {
    const scan = completeScan(state, settings);
    return { state: IDLE_WEDGE, scan, swallow: scan !== null };
  }
  if (settings.prefixCode !== null && !state.isPrefixed) return { state: IDLE_WEDGE, scan: null, swallow: false };
  const character = keyCharacter(stroke);
  if (character === null) return { state: IDLE_WEDGE, scan: null, swallow: false };
  const next: WedgeState = {
    text: state.text + character,
    firstAtMs: state.text === '' ? stroke.atMs : state.firstAtMs,
    lastAtMs: stroke.atMs,
    isPrefixed: state.isPrefixed,
  };
  return {
    state: next,
    scan: null,
    swallow: next.isPrefixed || (next.text.length >= SURE_LENGTH && isFast(next, settings)),
  };
}

/** The end of a scan from a scanner that sends no end key; nothing happens while the silence is shorter than `silenceMs`. */
export function endWedgeBySilence(
  state: WedgeState,
  nowMs: number,
  settings: WedgeSettings = DEFAULT_WEDGE,
): WedgeStep {
  if (state.text === '' || nowMs - state.lastAtMs < settings.silenceMs) return { state, scan: null, swallow: false };
  return { state: IDLE_WEDGE, scan: completeScan(state, settings), swallow: false };
}

function completeScan(state: WedgeState, settings: WedgeSettings): string | null {
  if (state.isPrefixed) return state.text === '' ? null : state.text;
  return state.text.length >= settings.minLength && isFast(state, settings) ? state.text : null;
}

/** Over the whole burst: single gaps jitter under load. */
function isFast(state: WedgeState, settings: WedgeSettings): boolean {
  const gaps = state.text.length - 1;
  return gaps > 0 && (state.lastAtMs - state.firstAtMs) / gaps < settings.maxAverageMs;
}

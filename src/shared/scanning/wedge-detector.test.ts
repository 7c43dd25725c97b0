import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DEFAULT_WEDGE,
  endWedgeBySilence,
  feedWedge,
  IDLE_WEDGE,
  wedgeOfSpeed,
} from '#shared/scanning/wedge-detector.ts';
import type { WedgeSettings, WedgeState, WedgeStroke } from '#shared/scanning/wedge-detector.ts';

type Typed = readonly [code: string, shiftKey?: boolean];

/** Keys of a text on the US layout; enough for the codes in these tests. */
function keysOf(text: string): Typed[] {
  return [...text].map((character): Typed => {
    if (/[a-z]/.test(character)) return [`Key${character.toUpperCase()}`];
    if (/[A-Z]/.test(character)) return [`Key${character}`, true];
    if (/\d/.test(character)) return [`Digit${character}`];
    if (character === '-') return ['Minus'];
    if (character === ':') return ['Semicolon', true];
    if (character === ']') return ['BracketRight'];
    throw new Error(`no key for ${character}`);
  });
}

const ENTER: Typed = ['Enter'];

function play(
  keys: readonly Typed[],
  gapMs: number | readonly number[],
  settings: Partial<WedgeSettings> = {},
): {
  scans: string[];
  swallowed: boolean[];
  state: WedgeState;
  nowMs: number;
} {
  let state = IDLE_WEDGE;
  let nowMs = 1_000;
  const scans: string[] = [];
  const swallowed: boolean[] = [];
  keys.forEach(([code, shiftKey = false], index) => {
    nowMs += typeof gapMs === 'number' ? gapMs : (gapMs[index] ?? 10);
    const stroke: WedgeStroke = { code, shiftKey, atMs: nowMs, hasModifier: false, isRepeat: false };
    const step = feedWedge(state, stroke, { ...DEFAULT_WEDGE, ...settings });
    state = step.state;
    swallowed.push(step.swallow);
    if (step.scan !== null) scans.push(step.scan);
  });
  return { scans, swallowed, state, nowMs };
}

describe('a scanner that types', () => {
  it.each(['6901234567892', 'SF1234567890123', 'PB:NEXT', ']C10109521234543213'])('is heard: %s', (code) => {
    expect(play([...keysOf(code), ENTER], 10).scans).toEqual([code]);
  });

  it('is heard when it ends with Tab or the Enter of the number pad', () => {
    expect(play([...keysOf('ABC123'), ['Tab']], 10).scans).toEqual(['ABC123']);
    expect(play([...keysOf('ABC123'), ['NumpadEnter']], 10).scans).toEqual(['ABC123']);
  });

  it('is heard when it ends with nothing but silence', () => {
    const { state, nowMs } = play(keysOf('6901234567892'), 10);
    expect(endWedgeBySilence(state, nowMs + 99)).toMatchObject({ scan: null, state });
    expect(endWedgeBySilence(state, nowMs + 100)).toMatchObject({ scan: '6901234567892', state: IDLE_WEDGE });
  });

  it('is judged by the whole burst, not by one late character', () => {
    expect(play([...keysOf('69012345'), ENTER], [0, 5, 5, 90, 5, 5, 5, 5, 5]).scans).toEqual(['69012345']);
  });

  it('may press Shift as a key of its own', () => {
    expect(play([['ShiftLeft'], ...keysOf('SF123456'), ['ShiftLeft'], ENTER], 10).scans).toEqual(['SF123456']);
  });

  it('is heard twice when it scans twice in a row', () => {
    expect(play([...keysOf('AAA111'), ENTER, ...keysOf('BBB222'), ENTER], 10).scans).toEqual(['AAA111', 'BBB222']);
  });

  it('has its Enter kept from the page', () => {
    const { swallowed } = play([...keysOf('6901234567892'), ENTER], 10);
    expect(swallowed.at(-1)).toBe(true);
    expect(swallowed.slice(2)).not.toContain(false);
  });
});

describe('a person who types', () => {
  it('is no scanner, and keeps the Enter key', () => {
    const { scans, swallowed } = play([...keysOf('6901234567892'), ENTER], 80);
    expect(scans).toEqual([]);
    expect(swallowed).not.toContain(true);
  });

  it('is no scanner with a few fast letters', () => {
    expect(play([...keysOf('qwert'), ENTER], 10).scans).toEqual([]);
  });

  it('is no scanner when Enter comes long after a burst', () => {
    expect(play([...keysOf('6901234567892'), ENTER], [...Array<number>(13).fill(10), 500]).scans).toEqual([]);
  });

  it('is no scanner while holding a key down or using a shortcut', () => {
    let state = IDLE_WEDGE;
    for (let index = 0; index < 20; index++) {
      const step = feedWedge(state, {
        code: 'KeyA',
        shiftKey: false,
        atMs: index * 5,
        hasModifier: index % 2 === 0,
        isRepeat: true,
      });
      state = step.state;
      expect(step).toMatchObject({ scan: null, swallow: false });
    }
    expect(state).toEqual(IDLE_WEDGE);
  });

  it('is never heard, at any slow speed', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 31, max: 400 }), { minLength: 20, maxLength: 20 }), (gaps) => {
        expect(play([...keysOf('6901234567892'), ENTER], gaps).scans).toEqual([]);
      }),
    );
  });
});

describe('a slow scanner', () => {
  const code = [...keysOf('6901234567892'), ENTER];

  it('is heard once the workstation is set to its speed, and typing still is not', () => {
    expect(play(code, 55).scans).toEqual([]);
    expect(play(code, 55, wedgeOfSpeed(60)).scans).toEqual(['6901234567892']);
    expect(play(code, 90, wedgeOfSpeed(60)).scans).toEqual([]);
  });

  it('may pause between two characters for as long as its speed asks', () => {
    const gaps = [20, 20, 250];
    expect(play(code, gaps, wedgeOfSpeed(100)).scans).toEqual(['6901234567892']);
  });
});

describe('a scanner with a programmed prefix', () => {
  const settings = { prefixCode: 'F9', silenceMs: 500 };

  it('is heard at any speed and length', () => {
    expect(play([['F9'], ...keysOf('A1'), ENTER], 200, settings).scans).toEqual(['A1']);
  });

  it('has every key kept from the page', () => {
    expect(play([['F9'], ...keysOf('A1'), ENTER], 10, settings).swallowed).toEqual([true, true, true, true]);
  });

  it('is the only one that is heard', () => {
    expect(play([...keysOf('6901234567892'), ENTER], 10, settings).scans).toEqual([]);
  });
});

import type { CDPSession, Page } from '@playwright/test';

/** Time between two characters of a scanner that types, in seconds. */
const GAP_S = 0.004;

/**
 * Types a code as a keyboard-wedge scanner does: into whatever has the focus, a few milliseconds apart, then Enter. The
 * keys carry their own times, so that a busy machine does not turn the scanner into a person.
 */
export async function scanWithWedge(page: Page, code: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const startS = Date.now() / 1000;
  // Sent without waiting for each other: the browser handles them in their order.
  await press(session, keysOf(code, startS));
  await session.detach();
}

/** The same, while the window hangs for `hangMs` after the third character: the rest waits with its true times. */
export async function scanIntoHangingWindow(page: Page, code: string, hangMs: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const keys = keysOf(code, Date.now() / 1000);
  await press(session, keys.slice(0, 3));
  await page.evaluate((ms) => {
    for (const until = performance.now() + ms; performance.now() < until;);
  }, hangMs);
  await press(session, keys.slice(3));
  await session.detach();
}

interface TimedKey extends Key {
  readonly timestamp: number;
}

function keysOf(code: string, startS: number): TimedKey[] {
  const enter = { code: 'Enter', key: 'Enter', text: '\r', modifiers: 0, virtualKey: 13 };
  return [...[...code].map(keyOf), enter].map((key, index) => ({ ...key, timestamp: startS + index * GAP_S }));
}

async function press(session: CDPSession, keys: readonly TimedKey[]): Promise<void> {
  await Promise.all(
    keys.flatMap(({ virtualKey, text, ...key }) => {
      const event = { ...key, windowsVirtualKeyCode: virtualKey };
      return [
        session.send('Input.dispatchKeyEvent', { type: 'keyDown', text, ...event }),
        session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event }),
      ];
    }),
  );
}

const SHIFT = 8;
/** Characters of codes that are neither letters nor digits, on the US layout that scanners are set to. */
const SIGNS: Readonly<Record<string, readonly [code: string, virtualKey: number, modifiers: number]>> = {
  '-': ['Minus', 189, 0],
  '#': ['Digit3', 51, SHIFT],
  '/': ['Slash', 191, 0],
  ':': ['Semicolon', 186, SHIFT],
  ']': ['BracketRight', 221, 0],
};

interface Key {
  readonly code: string;
  readonly key: string;
  readonly text: string;
  readonly modifiers: number;
  readonly virtualKey: number;
}

function keyOf(character: string): Key {
  const virtualKey = character.toUpperCase().charCodeAt(0);
  const known = { key: character, text: character, virtualKey, modifiers: 0 };
  if (/\d/.test(character)) return { ...known, code: `Digit${character}` };
  if (/[a-z]/.test(character)) return { ...known, code: `Key${character.toUpperCase()}` };
  if (/[A-Z]/.test(character)) return { ...known, code: `Key${character}`, modifiers: SHIFT };
  const sign = SIGNS[character];
  if (!sign) throw new Error(`No key for ${character}`);
  return { ...known, code: sign[0], virtualKey: sign[1], modifiers: sign[2] };
}

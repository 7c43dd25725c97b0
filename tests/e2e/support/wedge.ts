import type { Page } from '@playwright/test';

/** Time between two characters of a scanner that types, in seconds. */
const GAP_S = 0.004;

/**
 * Types a code as a keyboard-wedge scanner does: into whatever has the focus, a few milliseconds apart, then Enter. The
 * keys carry their own times, so that a busy machine does not turn the scanner into a person.
 */
export async function scanWithWedge(page: Page, code: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const startS = Date.now() / 1000;
  const keys = [...[...code].map(keyOf), { code: 'Enter', key: 'Enter', text: '\r', modifiers: 0, virtualKey: 13 }];
  // Sent without waiting for each other: the browser handles them in their order.
  await Promise.all(
    keys.flatMap(({ virtualKey, text, ...key }, index) => {
      const event = { ...key, windowsVirtualKeyCode: virtualKey, timestamp: startS + index * GAP_S };
      return [
        session.send('Input.dispatchKeyEvent', { type: 'keyDown', text, ...event }),
        session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event }),
      ];
    }),
  );
  await session.detach();
}

const SHIFT = 8;
/** Characters of codes that are neither letters nor digits, on the US layout that scanners are set to. */
const SIGNS: Readonly<Record<string, readonly [code: string, virtualKey: number, modifiers: number]>> = {
  '-': ['Minus', 189, 0],
  '#': ['Digit3', 51, SHIFT],
  '/': ['Slash', 191, 0],
  ':': ['Semicolon', 186, SHIFT],
};

function keyOf(character: string): { code: string; key: string; text: string; modifiers: number; virtualKey: number } {
  const virtualKey = character.toUpperCase().charCodeAt(0);
  const known = { key: character, text: character, virtualKey, modifiers: 0 };
  if (/\d/.test(character)) return { ...known, code: `Digit${character}` };
  if (/[a-z]/.test(character)) return { ...known, code: `Key${character.toUpperCase()}` };
  if (/[A-Z]/.test(character)) return { ...known, code: `Key${character}`, modifiers: SHIFT };
  const sign = SIGNS[character];
  if (!sign) throw new Error(`No key for ${character}`);
  return { ...known, code: sign[0], virtualKey: sign[1], modifiers: sign[2] };
}

import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readPlacement } from '#main/host/electron/window-state.ts';

const display = { workArea: { x: 0, y: 0, width: 1920, height: 1080 } };

function saved(text: string): string {
  const dir = mkdtempSync(join(tmpdir(), 'packbench-window-'));
  writeFileSync(join(dir, 'window.json'), text);
  return dir;
}
const at = (x: number, y: number): string =>
  saved(JSON.stringify({ bounds: { x, y, width: 1200, height: 800 }, maximized: true }));

it('restores the place when a display is there', () => {
  expect(readPlacement(at(100, 50), [display])).toEqual({ x: 100, y: 50, width: 1200, height: 800, maximized: true });
});

it.each([
  [2500, 50],
  [-1150, 50],
  [100, -300],
  [100, 1060],
])('forgets the place %d,%d, where nobody could grab the window, and keeps its size', (x, y) => {
  expect(readPlacement(at(x, y), [display])).toEqual({ width: 1200, height: 800, maximized: true });
});

it('finds a window on a second display', () => {
  const second = { workArea: { x: 1920, y: 0, width: 1280, height: 1024 } };
  expect(readPlacement(at(2500, 50), [display, second])).toMatchObject({ x: 2500, y: 50 });
});

it('begins with a default when nothing readable was saved', () => {
  expect(readPlacement(saved('{"bounds":'), [display])).toEqual({ width: 1366, height: 860, maximized: false });
});

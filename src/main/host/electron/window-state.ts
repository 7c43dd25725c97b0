import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserWindow, Rectangle } from 'electron';
import { z } from 'zod';

const FILE = 'window.json';
const DEFAULT_SIZE = { width: 1366, height: 860 };

/** So much of a window must lie on a display that a person can grab it. */
const GRIP = { width: 120, height: 60 };

const WindowState = z.object({
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int().min(640), height: z.int().min(480) }),
  maximized: z.boolean(),
});
type WindowState = z.infer<typeof WindowState>;

export interface Placement extends Partial<Rectangle> {
  readonly width: number;
  readonly height: number;
  readonly maximized: boolean;
}

/** Where the window stood last, if a display is still there; otherwise its size alone, or the default. */
export function readPlacement(dataDir: string, displays: readonly { readonly workArea: Rectangle }[]): Placement {
  const state = read(dataDir);
  if (!state) return { ...DEFAULT_SIZE, maximized: false };
  const { bounds, maximized } = state;
  if (displays.some(({ workArea }) => canBeGrabbed(bounds, workArea))) return { ...bounds, maximized };
  return { width: bounds.width, height: bounds.height, maximized };
}

/** Remembers where a window stands each time it is moved, resized or closed. */
export function rememberPlacement(window: BrowserWindow, dataDir: string): void {
  const save = (): void => {
    if (window.isDestroyed() || window.isMinimized()) return;
    const state: WindowState = { bounds: window.getNormalBounds(), maximized: window.isMaximized() };
    writeFileSync(join(dataDir, FILE), JSON.stringify(state));
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(save, 500);
  };
  window.on('resize', later);
  window.on('move', later);
  window.on('close', () => {
    clearTimeout(timer);
    save();
  });
}

function canBeGrabbed(bounds: Rectangle, area: Rectangle): boolean {
  const width = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  const titleBar = bounds.y >= area.y && bounds.y + GRIP.height <= area.y + area.height;
  return width >= GRIP.width && titleBar;
}

function read(dataDir: string): WindowState | null {
  try {
    return WindowState.parse(JSON.parse(readFileSync(join(dataDir, FILE), 'utf8')));
  } catch {
    return null;
  }
}

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const LINUX_NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
];

const MAC_APPS = ['Google Chrome', 'Microsoft Edge', 'Chromium'];

const WINDOWS_FILES = [
  'Google/Chrome/Application/chrome.exe',
  'Microsoft/Edge/Application/msedge.exe',
  'Chromium/Application/chrome.exe',
];

export interface BrowserSurroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly exists: (file: string) => boolean;
}

const HERE: BrowserSurroundings = { platform: process.platform, env: process.env, exists: existsSync };

/** Whether a window can appear on this machine. */
export function hasDisplay({ platform, env }: BrowserSurroundings = HERE): boolean {
  return platform !== 'linux' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY']);
}

/** The first Chromium, Chrome or Edge of this machine; null when there is none. `PACKBENCH_BROWSER` names another one. */
export function findBrowser(around: BrowserSurroundings = HERE): string | null {
  const wished = around.env['PACKBENCH_BROWSER'];
  return [...(wished ? [wished] : []), ...candidates(around)].find((file) => around.exists(file)) ?? null;
}

/**
 * Opens a window without address bar, in a browser profile of its own: shortcuts, zoom and cookies stay apart from
 * the person's browser. @returns false when there is no display or no browser.
 */
export function openAppWindow(url: string, profileDir: string): boolean {
  const browser = hasDisplay() ? findBrowser() : null;
  if (browser === null) return false;
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const flags = [
    `--app=${url}`,
    `--user-data-dir=${profileDir}`,
    '--no-first-run',
    '--no-default-browser-check',
    ...asRoot,
  ];
  const child = spawn(browser, flags, { detached: true, stdio: 'ignore' });
  child.on('error', () => {});
  child.unref();
  return true;
}

function candidates({ platform, env }: BrowserSurroundings): string[] {
  if (platform === 'darwin') return MAC_APPS.map((app) => `/Applications/${app}.app/Contents/MacOS/${app}`);
  if (platform === 'win32') {
    const roots = [env['ProgramFiles'], env['ProgramFiles(x86)'], env['LOCALAPPDATA']].filter(
      (root) => root !== undefined,
    );
    return WINDOWS_FILES.flatMap((file) => roots.map((root) => join(root, file)));
  }
  const folders = (env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return LINUX_NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
}

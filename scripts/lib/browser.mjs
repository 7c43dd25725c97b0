import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { inRoot } from './paths.mjs';
import { run } from './run.mjs';

/**
 * Debian's Chromium without the browser around its pages: it lays out and paints the same, and opening a page costs it a
 * third of the processor time (1.5 s instead of 4.3 s for one of ours).
 */
const HEADLESS_SHELL = 'chromium-headless-shell';

const LINUX_NAMES = [
  HEADLESS_SHELL,
  'chromium',
  'google-chrome-stable',
  'google-chrome',
  'chromium-browser',
  'microsoft-edge-stable',
  'microsoft-edge',
];

const MAC_APPS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

const WINDOWS_PROGRAMS = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];

function candidates() {
  if (process.platform === 'darwin') return MAC_APPS;
  if (process.platform === 'win32') {
    const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
      .map((name) => process.env[name])
      .filter(Boolean);
    return roots.flatMap((root) => WINDOWS_PROGRAMS.map((program) => join(root, program)));
  }
  return LINUX_NAMES.flatMap(onPath);
}

/** @param {string} program */
function onPath(program) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, program));
}

/** The browser that Playwright downloaded for itself, or undefined. */
function playwrightsOwn() {
  try {
    const { chromium } = createRequire(inRoot('package.json'))('playwright');
    return existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined;
  } catch {
    return undefined;
  }
}

/** A Chromium, Chrome or Edge of this machine: named by PACKBENCH_BROWSER, installed, or Playwright's own. */
export function findBrowser() {
  const named = process.env.PACKBENCH_BROWSER;
  if (named) return existsSync(named) ? named : undefined;
  return candidates().find(existsSync) ?? playwrightsOwn();
}

const isDebianAsRoot = () => existsSync('/etc/debian_version') && process.getuid?.() === 0;

/** A machine without a network is not kept waiting for long. */
const APT_OPTIONS = ['-qq', '-o', 'Acquire::Retries=0', '-o', 'Acquire::http::Timeout=15'];

/**
 * A browser for the end-to-end suite, installed when the machine has none: the distribution's package on Debian as root,
 * else the one that Playwright brings.
 * @param {string} node
 * @returns {Promise<string | undefined>}
 */
export async function ensureBrowser(node) {
  if (process.env.PACKBENCH_BROWSER) return findBrowser();
  if (isDebianAsRoot() && !onPath(HEADLESS_SHELL).some(existsSync)) {
    console.log('Installing a headless Chromium with apt-get ...');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', ...APT_OPTIONS], { env });
    await run('apt-get', ['install', '-y', ...APT_OPTIONS, '--no-install-recommends', HEADLESS_SHELL], { env });
  }
  const present = findBrowser();
  if (await starts(present)) return present;
  console.log("Installing Playwright's Chromium ...");
  await run(node, [inRoot('node_modules', 'playwright', 'cli.js'), 'install', 'chromium']);
  return playwrightsOwn() ?? present;
}

/** Ubuntu's package is a stub that only asks for snap: it is there, and does not start. */
async function starts(browser) {
  if (!browser) return false;
  return (await run(browser, ['--version'], { quiet: true, timeoutMs: 30_000 })).code === 0;
}

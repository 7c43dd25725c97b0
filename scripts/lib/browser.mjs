import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { inRoot } from './paths.mjs';
import { run } from './run.mjs';

const LINUX_NAMES = [
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
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return LINUX_NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
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

/**
 * A browser for the end-to-end suite, installed when the machine has none: the distribution's package on Debian as root,
 * else the one that Playwright brings.
 * @param {string} node
 * @returns {Promise<string | undefined>}
 */
export async function ensureBrowser(node) {
  const present = findBrowser();
  if (present || process.env.PACKBENCH_BROWSER) return present;
  if (isDebianAsRoot()) {
    console.log('Installing Chromium with apt-get ...');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', '-qq'], { env });
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env });
    if (await starts(findBrowser())) return findBrowser();
  }
  console.log("Installing Playwright's Chromium ...");
  await run(node, [inRoot('node_modules', 'playwright', 'cli.js'), 'install', 'chromium']);
  return playwrightsOwn() ?? findBrowser();
}

/** Ubuntu's package is a stub that only asks for snap: it is there, and does not start. */
async function starts(browser) {
  if (!browser) return false;
  return (await run(browser, ['--version'], { quiet: true, timeoutMs: 30_000 })).code === 0;
}

import { expect, it } from 'vitest';
import { findBrowser, hasDisplay } from '#main/host/node/open-app-window.ts';

const machine = (platform: NodeJS.Platform, env: Record<string, string>, ...files: string[]) => ({
  platform,
  env,
  exists: (file: string) => files.includes(file),
});

it('finds Chromium, Chrome or Edge where each system keeps them', () => {
  expect(findBrowser(machine('linux', { PATH: '/usr/bin:/opt/bin' }, '/opt/bin/google-chrome'))).toBe(
    '/opt/bin/google-chrome',
  );
  const mac = '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge';
  expect(findBrowser(machine('darwin', {}, mac))).toBe(mac);
  expect(findBrowser(machine('linux', { PATH: '/usr/bin' }))).toBeNull();
});

it('prefers the browser that PACKBENCH_BROWSER names, when it is there', () => {
  const env = { PATH: '/usr/bin', PACKBENCH_BROWSER: '/opt/brave' };
  expect(findBrowser(machine('linux', env, '/usr/bin/chromium', '/opt/brave'))).toBe('/opt/brave');
  expect(findBrowser(machine('linux', env, '/usr/bin/chromium'))).toBe('/usr/bin/chromium');
});

it('knows that a Linux machine without X and Wayland shows no window', () => {
  expect(hasDisplay(machine('linux', {}))).toBe(false);
  expect(hasDisplay(machine('linux', { WAYLAND_DISPLAY: 'wayland-0' }))).toBe(true);
  expect(hasDisplay(machine('linux', { DISPLAY: '', WAYLAND_DISPLAY: 'wayland-0' }))).toBe(true);
  expect(hasDisplay(machine('linux', { DISPLAY: '' }))).toBe(false);
  expect(hasDisplay(machine('win32', {}))).toBe(true);
});

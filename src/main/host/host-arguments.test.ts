import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { defaultDataDir, readHostArguments, readHostWish } from '#main/host/host-arguments.ts';

it('reads what npm start passes on, also among the words of Electron', () => {
  expect(readHostArguments(['.', '--inspect', '--data', 'my data', '--port', '4180', '--no-open', '--demo'])).toEqual({
    dataDir: resolve('my data'),
    port: 4180,
    open: false,
    demo: true,
  });
});

it('has a place for the data on each system', () => {
  expect(readHostArguments([], { XDG_DATA_HOME: '/data' })).toMatchObject({ port: null, open: true, demo: false });
  expect(defaultDataDir('linux', { XDG_DATA_HOME: '/data' })).toBe('/data/packbench');
  expect(defaultDataDir('darwin', {})).toMatch(/Library\/Application Support\/Packbench$/);
  expect(defaultDataDir('win32', { LOCALAPPDATA: 'C:/Local' })).toContain('Packbench');
});

it.each([
  [[], 'run'],
  [['--demo', '--no-open', '--port', '4180', '--data', 'd'], 'run'],
  [['--help'], 'help'],
  [['-h', '--demo'], 'help'],
  [['--port', '0'], 'bad-port'],
  [['--port', '99999'], 'bad-port'],
  [['--port', 'abc'], 'bad-port'],
  [['--deom'], 'wrong'],
  [['somewhere'], 'wrong'],
  [['--data'], 'wrong'],
])('takes %j of the Node host as %s', (words, kind) => {
  expect(readHostWish(words).kind).toBe(kind);
});

import { expect, it } from 'vitest';
import { fileBelow } from '#main/host/renderer-files.ts';
import { hostForFile } from '#tests/support/host/host-for-file.ts';

const host = hostForFile();

/** Ways to `secret.json`, which lies beside the served folder, and to other files of the machine. */
const ESCAPES = [
  '/../secret.json',
  '/assets/../../secret.json',
  '/%2e%2e/secret.json',
  '/%2e%2e%2fsecret.json',
  '/..%5csecret.json',
  '/assets/..%2f..%2fsecret.json',
  '/%252e%252e/secret.json',
  '//secret.json',
  '/./.././secret.json',
  '/secret.json%00.js',
  '/..;/secret.json',
  '/file:///etc/hosts.json',
  '/C:/windows/win.json',
  '/../../../../../../etc/ssl/openssl.json',
];

it.each(ESCAPES)('%s leads nowhere', async (path) => {
  const { ask, signIn } = host();
  const answer = await ask(path, { headers: { cookie: await signIn() } });
  expect(answer.text).not.toContain('beside the renderer');
  expect(answer.status).toBe(404);
});

it('a folder whose name begins like the served one is outside it', () => {
  expect(fileBelow('/srv/out', '/../outside/a.js')).toBeNull();
  expect(fileBelow('/srv/out', '/a.js')).toBe('/srv/out/a.js');
});

it('files of unknown type are not served, wherever they lie', () => {
  expect(fileBelow('/srv/out', '/packbench.db')).toBeNull();
  expect(fileBelow('/srv/out', '/.env')).toBeNull();
});

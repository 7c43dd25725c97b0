import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { builtInPack } from '#main/usecases/customs/rules/built-in-pack.ts';
import { openSignedPack } from '#main/usecases/customs/rules/signed-pack.ts';

const dir = mkdtempSync(join(tmpdir(), 'rule-pack-'));
afterAll(() => rmSync(dir, { recursive: true }));

const run = (...args: string[]) =>
  execFileSync(process.execPath, ['scripts/customs-rule-pack.mjs', ...args], { encoding: 'utf8' }).trim();

it('makes keys, and signs the rule files into a pack that the workstation opens', () => {
  const publicKey = run('keys', dir);
  const out = join(dir, 'pack.json');
  run('sign', join(dir, 'private.pem'), 'resources/customs/rules', '2099010101', out);
  const { pack } = openSignedPack(readFileSync(out, 'utf8'), publicKey);
  expect(pack.version).toBe(2_099_010_101);
  expect(pack.lanes.map(({ lane }) => lane).toSorted()).toEqual(
    builtInPack()
      .lanes.map(({ lane }) => lane)
      .toSorted(),
  );
});

it('never overwrites a private key or a pack', () => {
  expect(() => run('keys', dir)).toThrow(/EEXIST/);
});

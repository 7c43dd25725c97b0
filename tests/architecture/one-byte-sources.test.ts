import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { escapeIfShorter } from '#scripts/lib/bundling.mjs';

const PROGRAMS = [
  String.raw`'打包台 — ready'`,
  String.raw`'\—' + "\\—" + '\\\—'`,
  'String(/^[一-龥]+$/.test("订单")) + /\\—/.test("—")',
  '`😀 ${"…"}` + /^\\p{L}[😀]$/u.test("é😀")',
  '/* — */ ({ 名: "值" }).名',
];

test.each(PROGRAMS)('escaped, %s means what it meant', (program) => {
  // Long enough for escapes to be the shorter way.
  const code = `${'/* padding */'.repeat(20)}${program}`;
  const escaped = escapeIfShorter(code);
  expect(escaped).toMatch(/^[\0-\x7f]*$/);
  expect(runInNewContext(escaped)).toBe(runInNewContext(code));
});

test('a table of characters stays as it is, since escapes are three times as long', () => {
  const table = `'${'字'.repeat(500)}'`;
  expect(escapeIfShorter(table)).toBe(table);
});

test('nearly all that processes and threads load is held in one byte a character', () => {
  const folder = process.env['PACKBENCH_TEST_BUNDLE'] ?? '';
  const sources = readdirSync(folder)
    .filter((name) => name.endsWith('.js'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
  const lengthOf = (texts: readonly string[]): number => texts.reduce((sum, { length }) => sum + length, 0);
  const wide = sources.filter((source) => /[^\0-\x7f]/.test(source));
  expect(lengthOf(sources)).toBeGreaterThan(1_000_000);
  expect(lengthOf(wide) / lengthOf(sources)).toBeLessThan(0.1);
});

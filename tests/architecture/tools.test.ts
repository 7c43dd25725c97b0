import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { projectRoot } from './project-root.ts';

const tool = (path: string) => join(projectRoot, 'node_modules', path);

/** A copy of a sample, with our configuration beside it, as if it were the project. */
function copySample(name: string, configFile: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'packbench-sample-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  cpSync(join(import.meta.dirname, 'samples', name), folder, { recursive: true });
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(tool('@types'), join(folder, 'node_modules/@types'), 'junction');
  cpSync(join(projectRoot, configFile), join(folder, configFile));
  return folder;
}

function runTool(path: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [tool(path), ...args], { cwd, encoding: 'utf8' });
  expect(status, stdout + stderr).not.toBe(0);
  return stdout;
}

test('the type check reports an unchecked index, a property set to undefined and an unused name', () => {
  const output = runTool('typescript/bin/tsc', ['-p', '.'], copySample('types', 'tsconfig.json'));
  expect(output.match(/bad\.ts\(\d+,\d+\): error TS\d+/g)).toEqual([
    'bad.ts(5,14): error TS2322',
    'bad.ts(6,14): error TS2375',
    'bad.ts(7,7): error TS6133',
  ]);
});

test('the format check reports an unformatted file', () => {
  expect(runTool('oxfmt/bin/oxfmt', ['--check'], copySample('format', '.oxfmtrc.json'))).toContain('bad.ts');
});

test('the dead code check reports an unused file, an unused export and an unlisted package', () => {
  const output = runTool('knip/bin/knip.js', ['--no-progress'], copySample('dead-code', 'knip.json'));
  expect(output).toContain('src/main/nobody-needs-me.ts');
  expect(output).toContain('nobodyCallsMe');
  expect(output).toContain('unlisted-package');
});

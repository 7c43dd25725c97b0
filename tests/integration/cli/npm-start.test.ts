import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '#tests/architecture/project-root.ts';

function runScript(args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: projectRoot,
    encoding: 'utf8',
  });
  return { code: status, stdout, stderr };
}

describe('npm start', () => {
  it('names its options', () => {
    const { code, stdout } = runScript(['scripts/start.cjs', '--help']);
    expect(code).toBe(0);
    for (const option of ['--host', '--no-open', '--port', '--data', '--demo']) expect(stdout).toContain(option);
  });

  it.each([
    [['--port', '0'], '--port must be a number from 1 to 65535'],
    [['--port', '--demo'], '--port needs a value'],
    [['--data'], '--data needs a value'],
    [['--host', 'firefox'], '--host must be node or electron'],
    [['--colour'], 'unknown option --colour'],
  ])('refuses %j before it sets anything up, and says why', (words, why) => {
    const { code, stdout, stderr } = runScript(['scripts/start.cjs', ...words]);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(why);
  });

  it.each(['start.cjs', 'test.cjs', 'packbench.cjs', 'check.cjs', 'bench.cjs', 'new.cjs'])(
    'on a Node that is too old, %s says which one is needed and where to get it',
    (script) => {
      const older = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.4' } });`;
      const entry = JSON.stringify(join(projectRoot, 'scripts', script));
      const { code, stderr } = runScript(['-e', `${older} require(${entry})`]);
      expect(code).toBe(1);
      expect(stderr).toContain('Node 18.20.4 is too old; Packbench needs Node 20 or later');
      expect(stderr).toContain('https://nodejs.org');
    },
  );
});

describe('the Node host by itself', () => {
  const host = (...words: string[]) => runScript(['src/main/node.ts', ...words]);

  it('names its options, and starts nothing', () => {
    const { code, stdout } = host('--help');
    expect(code).toBe(0);
    for (const option of ['--no-open', '--port', '--data', '--demo']) expect(stdout).toContain(option);
    expect(stdout).not.toContain('ready');
  });

  it.each([
    [['--deom'], '--deom'],
    [['--port', 'abc'], 'abc'],
    [['--data'], '--data'],
  ])('refuses %j, and says why', (words, why) => {
    const { code, stdout, stderr } = host(...words);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(why);
  });
});

import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CliHost } from '#main/app/cli/cli-host.ts';
import { readCliTexts } from '#main/app/cli/cli-texts.ts';
import { describeProgram, runCli } from '#main/app/cli/run-cli.ts';
import { LANGUAGES } from '#shared/i18n/languages.ts';

const resourcesDir = resolve(import.meta.dirname, '..', '..', '..', '..', 'resources');

const notHere = (): never => {
  throw new Error('the command line must not get this far');
};

const host: CliHost = {
  appVersion: '1.2.3',
  resourcesDir,
  defaultDataDir: '/data',
  start: notHere,
  serve: notHere,
  askRunning: () => Promise.resolve(null),
  openWindow: notHere,
  browser: { find: notHere, hasDisplay: notHere },
};

async function run(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' };
  const streams = { out: (text: string) => void (said.out += text), err: (text: string) => void (said.err += text) };
  const code = await runCli(words, { host, streams, workingDir: '/nowhere', env: { LANG: 'en_US.UTF-8' } });
  return { code, ...said };
}

describe('the command line', () => {
  it.each([
    [['--help'], 0],
    [['--version'], 0],
    [['help', 'demo'], 0],
    [['doctor', '--help'], 0],
    [[], 2],
    [['pack'], 2],
    [['verify', '--nonsense'], 2],
    [['verify', '--lang', 'fr'], 2],
    [['demo', '--orders', '0'], 2],
    [['demo', '--orders', 'many'], 2],
    [['demo', '--benches', '9'], 2],
    [['start', '--port', '70000'], 2],
    [['import', 'orders'], 2],
    [['import', 'customers', 'x.csv'], 2],
    [['import', 'skus', 'x.csv', '--shop', 'Shop'], 2],
    [['export', 'people'], 2],
    [['export', 'orders', '--status', 'lost'], 2],
    [['export', 'orders', '--reveal'], 2],
    [['export', 'stock', '--status', 'shipped'], 2],
    [['restore'], 2],
    [['restore', 'latest', '--undo'], 2],
    [['restore', '--undo', '--check'], 2],
    [['relay'], 2],
    [['relay', 'sing'], 2],
    [['relay', 'unpair'], 2],
    [['relay', 'serve', '--host', '0.0.0.0'], 2],
    [['relay', 'serve', '--tls-cert', 'x.pem'], 2],
    [['open'], 3],
  ])('ends %j with %i', async (words, code) => {
    expect((await run(...words)).code).toBe(code);
  });

  it('answers with one JSON object, whatever happens, when asked to', async () => {
    for (const words of [
      ['open', '--json'],
      ['restore', '--json'],
      ['--json', 'restore'],
      ['demo', '--orders', '0', '--json'],
      ['export', 'orders', '--reveal', '--json'],
    ]) {
      const { code, out } = await run(...words);
      expect(JSON.parse(out)).toMatchObject({
        ok: false,
        exitCode: code,
        error: { title: expect.stringMatching(/\w/) },
      });
    }
  });

  it('names the kind of a mistake, so that a script need not read texts', async () => {
    const { out } = await run('restore', 'latest', '--undo', '--json');
    expect(JSON.parse(out)).toMatchObject({ error: { code: 'USAGE', data: { reason: 'undoTakesNoBackup' } } });
  });

  it('says what is wrong with the command line in the reader’s language', async () => {
    const told = async (...words: string[]) => (await run(...words)).err.split('\n')[0];
    expect(await told('pack', '--lang', 'en')).toBe('packbench: There is no command “pack”.');
    expect(await told('verify', '--frob', '--lang', 'zh-CN')).toBe('packbench: 没有选项“--frob”。');
    expect(await told('import', '--lang', 'zh-CN')).toBe('packbench: 缺少参数“what”。');
    expect(await told('verify', '--lang', 'en', '--data')).toContain('--data <dir> needs a value');
    expect(await told('demo', '--orders', '0', '--lang', 'en')).toContain('“0” does not fit --orders');
    expect(await told('import', 'nuts', 'x.csv', '--lang', 'en')).toContain('“nuts” does not fit what');
    expect(await told('export', 'people', '--lang', 'zh-CN')).toBe(
      'packbench: “people”不适用于 what。可选：orders, stock, timeline。',
    );
    expect((await run('export', '--help', '--lang', 'zh-CN')).out).not.toMatch(/choices|default/);
    expect(JSON.parse((await run('--json')).out)).toMatchObject({ error: { title: 'No command was given.' } });
    const { out, err } = await run('pack', '--json');
    expect([JSON.parse(out), err]).toMatchObject([{ error: { advice: expect.stringMatching(/--help/) } }, '']);
  });

  it('keeps standard output free of what is no result', async () => {
    const { out, err } = await run('open');
    expect(out).toBe('');
    expect(err).toContain('ERR_HOST_NOT_RUNNING');
  });

  it.each(LANGUAGES)('has every text of its help in %s', (language) => {
    const texts = readCliTexts(resourcesDir, language);
    const streams = { out: notHere, err: notHere };
    const program = describeProgram({ host, texts, streams, workingDir: '/', env: {} }, notHere);
    expect(program.commands.map((command) => command.name())).toEqual([
      'start',
      'open',
      'demo',
      'simulate',
      'import',
      'backup',
      'restore',
      'verify',
      'export',
      'doctor',
      'relay',
    ]);
    for (const command of program.commands) {
      expect(command.helpInformation()).toContain('--json');
      expect(command.description()).not.toBe('');
    }
  });
});

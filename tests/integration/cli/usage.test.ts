import { describe, expect, it } from 'vitest';
import { makeAwkwardDir, runPackbench } from './support/run-packbench.ts';

const dir = makeAwkwardDir();

describe('the command line itself', () => {
  it.each([
    [['--version'], 0],
    [['pack'], 2],
    [['verify', '--data', dir], 3],
  ])('packbench %j ends with %i', async (words, code) => {
    expect((await runPackbench(words, { cwd: dir })).code).toBe(code);
  });

  it('tells a mistake as JSON when JSON was asked for', async () => {
    const run = await runPackbench(['demo', '--orders', '0', '--json']);
    expect(run.json()).toMatchObject({ ok: false, exitCode: 2, error: { code: 'USAGE' } });
  });

  it('tells what could not run with its code and what to do', async () => {
    const run = await runPackbench(['verify', '--data', dir, '--json']);
    expect(run.json()).toMatchObject({ ok: false, exitCode: 3, error: { code: 'ERR_DB_MISSING' } });
    expect(run.json().error?.title).toContain(dir);
    expect(run.json().error?.advice).not.toBe('');
  });

  it('makes no data folder where there was none', async () => {
    const run = await runPackbench(['backup', '--data', `${dir}/nowhere`, '--json']);
    expect(run.json().error?.code).toBe('ERR_DB_MISSING');
    expect((await runPackbench(['doctor', '--data', `${dir}/nowhere`, '--json'])).stdout).toContain('"skipped"');
  });

  it('speaks Chinese when asked, or when the terminal does', async () => {
    expect((await runPackbench(['demo', '--help', '--lang', 'zh-CN'])).stdout).toContain('订单总数');
    expect((await runPackbench(['--help'], { env: { LANG: 'zh_CN.UTF-8' } })).stdout).toContain('退出码');
    expect((await runPackbench(['verify', '--data', dir, '--lang', 'zh-CN'])).stderr).toContain('没有数据库');
  });
});

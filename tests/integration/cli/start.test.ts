import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { makeAwkwardDir, runPackbench, startPackbench } from './support/run-packbench.ts';

const dir = makeAwkwardDir();

it('starts the host, lets one more browser in, refuses what needs the file, and stops when told', async () => {
  const host = startPackbench(['start', '--no-open', '--json', '--data', dir]);
  const ended = new Promise((resolve) => host.once('exit', resolve));
  try {
    const [ready] = await Promise.race([firstLine(host.stdout), ended.then(() => [''])]);
    const { ok, url } = JSON.parse(ready ?? '') as { ok: boolean; url: string };
    expect(ok).toBe(true);
    expect((await fetch(url)).status).toBeLessThan(500);

    const opened = await runPackbench(['open', '--no-open', '--json', '--data', dir]);
    expect(opened.json()).toMatchObject({ ok: true, url, opened: false, code: expect.stringMatching(/\w{4,}/) });

    const refused = await runPackbench(['verify', '--json', '--data', dir]);
    expect(refused.json().error?.code).toBe('ERR_DB_LOCKED_BY_OTHER');
    const examined = await runPackbench(['doctor', '--json', '--data', dir]);
    expect(examined.json()).toMatchObject({
      findings: expect.arrayContaining([
        expect.objectContaining({ name: 'database', state: 'ok', data: expect.objectContaining({ running: 'yes' }) }),
      ]),
    });
  } finally {
    host.kill('SIGTERM');
  }
  expect(await ended).toBe(0);
  expect((await runPackbench(['verify', '--data', dir])).code).toBe(0);
});

it('says as JSON, too, why it does not start', async () => {
  const file = join(dir, 'no folder');
  writeFileSync(file, '');
  const refused = await runPackbench(['start', '--no-open', '--json', '--data', file]);
  expect(refused.json()).toMatchObject({
    ok: false,
    exitCode: 3,
    error: { code: 'ERR_HOST_DATA_DIR_UNUSABLE', advice: expect.stringContaining(`${file} is a file`) },
  });
  expect(refused.code).toBe(3);
});

async function firstLine(stream: NodeJS.ReadableStream): Promise<string[]> {
  for await (const line of createInterface({ input: stream })) return [line];
  return [];
}

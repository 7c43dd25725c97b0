import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Workstation } from '#main/app/workstation.ts';
import { startWorkstation } from '#main/app/workstation.ts';
import { startNodeHost } from '#main/host/node/start-node-host.ts';
import type { StartedNodeHost } from '#main/host/node/start-node-host.ts';
import { createApiToken } from '#main/usecases/auth/manage-api-tokens.ts';
import { makePlatform, makeRendererDir } from '#tests/support/host/start-test-host.ts';

const run = promisify(execFile);
const docs = readFileSync(resolve(import.meta.dirname, '..', '..', '..', 'docs', 'api.md'), 'utf8');

/** The shell examples of the page, in order, exactly as a reader copies them. */
const examples = [...docs.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, script]) => script ?? '');

let host: StartedNodeHost;
let workstation: Workstation;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  const started = await startNodeHost({
    platform: makePlatform(),
    async startWorkstation(platform) {
      workstation = await startWorkstation(platform);
      return workstation;
    },
    rendererDir: join(makeRendererDir(), '.'),
    print: () => {},
  });
  if (started.kind !== 'started') throw new Error('Another host runs');
  host = started;
  const act = { actor: { kind: 'system', id: 'test', name: 'test' }, source: 'test', traceId: 'test' } as const;
  const { token } = createApiToken(workstation.services.context, { name: 'docs', scope: 'operate' }, act);
  env = { ...process.env, PACKBENCH_URL: host.url.replace(/\/$/, ''), PACKBENCH_TOKEN: token };
});

afterAll(() => host?.stop());

const bash = async (script: string): Promise<string> =>
  (await run('bash', ['-euo', 'pipefail', '-c', script], { env })).stdout;

it('has three examples', () => {
  expect(examples).toHaveLength(3);
});

it('lists orders as its first example says', async () => {
  expect(JSON.parse(await bash(examples[0] ?? ''))).toEqual({ items: [], next: null });
});

it('imports goods as its second example says', async () => {
  const preview = JSON.parse(await bash(examples[1] ?? ''));
  expect(preview).toMatchObject({ import: { kind: 'skus', rowCount: 1, errorCount: 0, state: 'previewed' } });
});

it('hears live changes as its third example says', async () => {
  const publish = setInterval(
    () => workstation.services.live.publish({ topic: 'stock', id: 'TEA-01', data: null }),
    200,
  );
  const heard = await bash(examples[2] ?? '');
  clearInterval(publish);
  expect(heard).toContain('event: message');
  expect(heard).toContain('"topic":"stock"');
});

it('describes every operation of the contract in the OpenAPI document, with the scope that it needs', async () => {
  const response = await fetch(`${env['PACKBENCH_URL']}/api/openapi.json`);
  const document = await response.json();
  expect(document).toMatchObject({
    openapi: expect.stringMatching(/^3\.1/),
    security: [{ token: [] }],
    servers: [{ url: `${env['PACKBENCH_URL']}/api` }],
  });
  const operations = Object.values(document.paths).flatMap((path) =>
    Object.values(path as Record<string, { summary?: string; description?: string; tags?: string[] }>),
  );
  expect(operations.length).toBeGreaterThan(60);
  for (const operation of operations) {
    expect(operation.summary).toBeTruthy();
    expect(operation.description).toMatch(/scope `(read|operate|admin)`/);
    expect(operation.tags).toHaveLength(1);
  }
});

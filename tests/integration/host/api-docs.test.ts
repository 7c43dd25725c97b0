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

interface Operation {
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly parameters?: unknown;
  readonly requestBody?: unknown;
  readonly responses: Readonly<Record<string, { readonly $ref?: string }>>;
}

const operationsOf = (document: { paths: Record<string, Record<string, Operation>> }): Operation[] =>
  Object.values(document.paths).flatMap((path) => Object.values(path));

it('describes every operation of the contract in the OpenAPI document, with the scope that it needs', async () => {
  const response = await fetch(`${env['PACKBENCH_URL']}/api/openapi.json`);
  const document = await response.json();
  expect(document).toMatchObject({
    openapi: expect.stringMatching(/^3\.1/),
    security: [{ token: [] }],
    servers: [{ url: `${env['PACKBENCH_URL']}/api` }],
  });
  const operations = operationsOf(document);
  expect(operations.length).toBeGreaterThan(60);
  for (const operation of operations) {
    expect(operation.summary).toBeTruthy();
    expect(operation.description).toMatch(/scope `(read|operate|admin)`/);
    expect(operation.tags).toHaveLength(1);
  }
});

it('names what each operation may answer instead of its result, as the answers really are', async () => {
  const document = await (await fetch(`${env['PACKBENCH_URL']}/api/openapi.json`)).json();
  const named = operationsOf(document).map(({ parameters, requestBody, responses }) => ({
    takesInput: parameters !== undefined || requestBody !== undefined,
    statuses: Object.keys(responses)
      .filter((status) => status !== '200')
      .join(),
    refs: Object.values(responses).flatMap(({ $ref }) => $ref ?? []),
  }));
  expect(new Set(named.map(({ takesInput, statuses }) => `${takesInput} ${statuses}`))).toEqual(
    new Set(['true 400,401,403,429,default', 'false 401,403,429,default']),
  );
  const known = Object.keys(document.components.responses).map((name) => `#/components/responses/${name}`);
  expect(new Set(named.flatMap(({ refs }) => refs))).toEqual(new Set(known));

  const headers = { authorization: `Bearer ${env['PACKBENCH_TOKEN']}` };
  const refused = [
    await fetch(`${env['PACKBENCH_URL']}/api/orders?limit=many`, { headers }),
    await fetch(`${env['PACKBENCH_URL']}/api/orders`),
    await fetch(`${env['PACKBENCH_URL']}/api/backups`, { method: 'POST', headers }),
    await fetch(`${env['PACKBENCH_URL']}/api/orders/none`, { headers }),
  ];
  expect(refused.map(({ status }) => status)).toEqual([400, 401, 403, 404]);
  const { required, properties } = document.components.schemas.Error;
  for (const answer of refused) {
    const body = await answer.json();
    expect(Object.keys(body)).toEqual(expect.arrayContaining(required));
    expect(Object.keys(properties)).toEqual(expect.arrayContaining(Object.keys(body)));
    expect(properties.code.enum).toContain(body.code);
  }
});

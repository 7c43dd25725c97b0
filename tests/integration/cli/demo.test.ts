import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { makeAwkwardDir, runPackbench, startPackbench } from './support/run-packbench.ts';

const dir = makeAwkwardDir();
const DEMO_MS = 240_000;

const AtMs = z.int().nullable();
const Summary = z.object({
  ok: z.boolean(),
  totals: z.object({ orders: z.int(), shipped: z.int(), labels: z.int(), halfLabels: z.int(), paidInBooks: z.int() }),
  invariants: z.array(z.object({ id: z.string(), ok: z.boolean(), checked: z.int(), problems: z.array(z.string()) })),
  incidents: z.array(z.object({ what: z.string() })),
  orders: z.array(
    z.object({
      externalNumber: z.string(),
      status: z.string(),
      waybill: z.string().nullable(),
      barcode: z.string().nullable(),
      labelFile: z.string().nullable(),
      printerFile: z.string().nullable(),
      grams: z.int().nullable(),
      receivedAtMs: AtMs,
      openedAtMs: AtMs,
      itemsCompleteAtMs: AtMs,
      weighedAtMs: AtMs,
      packedAtMs: AtMs,
      waybillIssuedAtMs: AtMs,
      labelSentAtMs: AtMs,
      labelPrintedAtMs: AtMs,
      confirmedAtMs: AtMs,
    }),
  ),
});

it('packs twelve orders from channel to label and proves the promises', { timeout: DEMO_MS }, async () => {
  const run = await runPackbench(['demo', '--orders', '12', '--seed', '7', '--out', 'out 输出', '--json'], {
    cwd: dir,
  });
  const out = join(dir, 'out 输出');
  expect(run.stderr).toContain('printer runs out of paper');
  expect(run.json()).toMatchObject({ outDir: out, exitCode: run.code });
  const summary = Summary.parse(JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8')));
  expect(summary.invariants.flatMap(({ id, problems }) => problems.map((problem) => `${id}: ${problem}`))).toEqual([]);
  expect(run.code).toBe(0);
  expect(summary.totals.orders).toBe(12);
  expect(summary.totals.shipped).toBeGreaterThan(0);

  for (const order of summary.orders.filter(({ status }) => status === 'shipped')) {
    expect(order.barcode).toBe(order.waybill);
    expect(
      readFileSync(join(out, order.labelFile ?? ''))
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
    expect(readFileSync(join(out, order.printerFile ?? '')).toString('latin1')).toContain('PRINT 1');
    const steps = [
      order.receivedAtMs,
      order.openedAtMs,
      order.itemsCompleteAtMs,
      order.weighedAtMs,
      order.packedAtMs,
      order.waybillIssuedAtMs,
      order.labelSentAtMs,
      order.labelPrintedAtMs,
      order.confirmedAtMs,
    ].map((atMs) => atMs ?? Number.NaN);
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    expect(order.grams).toBeGreaterThan(0);
  }
  expect(readdirSync(join(out, 'labels')).filter((name) => name.endsWith('.png'))).toHaveLength(
    summary.totals.labels + summary.totals.halfLabels,
  );
  expect(existsSync(join(out, 'data'))).toBe(false);
});

it('does not touch a data folder that is in the way', async () => {
  mkdirSync(join(dir, 'kept', 'data'), { recursive: true });
  const run = await runPackbench(['demo', '--orders', '1', '--out', 'kept', '--json'], { cwd: dir });
  expect(run.json()).toMatchObject({ exitCode: 2, error: { code: 'USAGE' } });
});

// Below /proc a folder is refused in a way that `mkdir` with `recursive` never gets over.
const REFUSED = [import.meta.filename, ...(process.platform === 'linux' ? ['/proc'] : [])];
it.each(REFUSED)('a folder that cannot be made is named, and nothing runs: in %s', async (parent) => {
  const out = join(parent, 'out');
  const run = await runPackbench(['demo', '--orders', '1', '--out', out, '--json']);
  expect(run.code).toBe(3);
  expect(JSON.parse(run.stdout)).toMatchObject({ error: { code: 'ERR_HOST_FILE_UNWRITABLE', data: { file: out } } });
});

it('leaves no data folder behind when it is interrupted', { timeout: DEMO_MS }, async () => {
  const temporary = join(dir, 'tmp');
  mkdirSync(temporary);
  const run = startPackbench(['demo', '--orders', '12', '--out', 'cut'], { cwd: dir, env: { TMPDIR: temporary } });
  const ended = new Promise((resolve) => run.once('exit', resolve));
  run.stdout.resume();
  // The first line: the data is there and orders come in.
  await new Promise((resolve) => run.stderr.once('data', resolve));
  run.kill('SIGINT');
  expect(await ended).toBe(130);
  expect(readdirSync(temporary).filter((name) => name.startsWith('packbench-demo-'))).toEqual([]);
});

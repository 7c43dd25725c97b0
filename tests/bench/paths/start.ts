import { createApiToken } from '#main/usecases/auth/manage-api-tokens.ts';
import type { BenchFolder } from '../data/bench-folder.ts';
import { BENCH_ACT, benchContext } from '../data/bench-context.ts';
import { timedRow } from '../harness/bench-row.ts';
import type { BenchRow } from '../harness/bench-row.ts';
import type { BuiltHost } from '../harness/built-host.ts';
import { startBuiltHost } from '../harness/built-host.ts';
import { timeAsync } from '../harness/stopwatch.ts';

const STARTS = 7;

/**
 * From the start of the built Node host, as `npm start` runs it, to its answer with the first page of orders and the counts of
 * the sidebar. The first start warms the disk and is left out, as is everything that a browser does.
 */
export async function benchStart(folder: BenchFolder): Promise<BenchRow[]> {
  const token = await makeToken(folder);
  const samples: number[] = [];
  for (let start = 0; start <= STARTS; start += 1) {
    const took = await startOnce(folder.dataDir, token);
    if (start > 0) samples.push(took);
  }
  return [timedRow('start/to-first-page', 'ms max', 1_500, samples)];
}

async function makeToken(folder: BenchFolder): Promise<string> {
  using db = await folder.open();
  return createApiToken(benchContext(db), { name: `bench ${Date.now()}`, scope: 'read' }, BENCH_ACT).token;
}

async function startOnce(dataDir: string, token: string): Promise<number> {
  let host: BuiltHost | undefined;
  try {
    return await timeAsync(async () => {
      host = await startBuiltHost(dataDir);
      const { url } = host;
      await Promise.all(['orders?limit=50', 'orders/counts'].map((path) => read(`${url}api/${path}`, token)));
    });
  } finally {
    await host?.[Symbol.asyncDispose]();
  }
}

async function read(url: string, token: string): Promise<void> {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  if (!answer.ok) throw new Error(`${url}: HTTP ${answer.status}`);
  await answer.arrayBuffer();
}

import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileKeystore } from '#main/app/keystore-file.ts';
import type { OpenDatabase } from '#main/db/open.ts';
import { startDatabase } from '#main/db/start-database.ts';
import type { BenchOptions } from '#scripts/lib/bench-options.mjs';
import { closing } from './closing.ts';
import { seedDatabase } from './seed-database.ts';

/** A data folder of the product, filled once and shared by the paths of a run. */
export interface BenchFolder {
  readonly dataDir: string;
  open(): Promise<OpenDatabase & Disposable>;
  /** Deletes the folder unless it is to be kept. */
  remove(): void;
}

/** Makes the folder, or takes the kept one when it holds what is asked for. */
export async function openBenchFolder(options: BenchOptions, say: (line: string) => void): Promise<BenchFolder> {
  const dataDir = options.keep ?? mkdtempSync(join(tmpdir(), 'packbench-bench-'));
  mkdirSync(dataDir, { recursive: true });
  const mark = join(dataDir, 'bench.json');
  const content = JSON.stringify({ orders: options.orders, seed: options.seed });
  if (!existsSync(mark) || readFileSync(mark, 'utf8') !== content) {
    if (!existsSync(mark) && readdirSync(dataDir).length > 0) {
      throw new Error(`${dataDir} holds something else than a bench: --keep would delete it. Choose another folder.`);
    }
    rmSync(dataDir, { recursive: true, force: true });
    mkdirSync(dataDir, { recursive: true });
    // A run that is broken off leaves a folder that the next one knows as its own.
    writeFileSync(mark, 'being filled');
    await fill(dataDir, options, say);
    writeFileSync(mark, content);
  }
  return {
    dataDir,
    open: () => openIn(dataDir),
    remove() {
      if (options.keep === null) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function fill(dataDir: string, { orders, seed }: BenchOptions, say: (line: string) => void): Promise<void> {
  const started = performance.now();
  using db = await openIn(dataDir);
  seedDatabase(db, seed, orders, (done) => {
    if (done % 100_000 === 0) say(`seeded ${done} orders in ${Math.round((performance.now() - started) / 1000)} s`);
  });
  say(`seeded and indexed ${orders} orders in ${Math.round((performance.now() - started) / 1000)} s`);
}

async function openIn(dataDir: string): Promise<OpenDatabase & Disposable> {
  const store = fileKeystore(dataDir);
  const started = await startDatabase({ dataDir, store, appVersion: '0.0.0-bench', nowMs: () => Date.now() });
  if (started.kind !== 'ready') throw new Error(`the bench folder cannot be opened: ${started.kind}`);
  return closing(started.db, started.keyring.databaseKey, () => started.close());
}

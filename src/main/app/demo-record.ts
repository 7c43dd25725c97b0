import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** What the next run of the workstation needs to bring the same demo store back. */
const DemoRecord = z.object({
  orders: z.int(),
  seed: z.int(),
  bornAtMs: z.int(),
  abroad: z.int().default(0),
  /** Platforms beside the built-in ones, with the moment at which each opened. */
  platforms: z.record(z.string(), z.int()).default({}),
});
export type DemoRecord = z.infer<typeof DemoRecord>;

const FILE = 'demo.json';

/** The demo store of this data folder; null when it never had one. A file that cannot be read is none: the demo is no data. */
export function readDemoRecord(dataDir: string): DemoRecord | null {
  try {
    return DemoRecord.parse(JSON.parse(readFileSync(join(dataDir, FILE), 'utf8')));
  } catch {
    return null;
  }
}

export function writeDemoRecord(dataDir: string, record: DemoRecord): void {
  writeFileSync(join(dataDir, FILE), `${JSON.stringify(record)}\n`);
}

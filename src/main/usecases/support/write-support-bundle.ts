import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { collectSupportFacts } from '#main/usecases/support/collect-support-facts.ts';
import type { SupportSource } from '#main/usecases/support/collect-support-facts.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { writeFileDurably } from '#main/db/write-file-durably.ts';

export interface SupportBundleOptions extends Omit<SupportSource, 'db'> {
  readonly logDir: string;
  /** The log's own redaction (lib/redact.ts), over everything once more: an older version may have known fewer patterns. */
  readonly redaction: { value(value: unknown): unknown; text(text: string): string };
}

/** Newest log text that is taken along. */
const MAX_LOG_BYTES = 20 * 1024 * 1024;

/** Writes `support-<time>.zip` into the data folder: logs and facts without secrets and personal data. Returns its path. */
export function writeSupportBundle(ctx: UseCaseContext, options: SupportBundleOptions, act: Act): { path: string } {
  const { redaction } = options;
  const entries: Record<string, Uint8Array> = {};
  for (const [name, value] of Object.entries(collectSupportFacts({ ...options, db: ctx.read }))) {
    entries[name] = strToU8(JSON.stringify(redaction.value(value), null, 2));
  }
  for (const log of newestLogs(options.logDir)) entries[`logs/${log.name}`] = strToU8(redaction.text(log.text));

  const nowMs = ctx.clock.nowMs();
  const dir = join(options.dataDir, 'support');
  mkdirSync(dir, { recursive: true });
  const path = join(dir, `support-${new Date(nowMs).toISOString().replace(/[-:]|\.\d+/g, '')}.zip`);
  writeFileDurably(path, zipSync(entries));
  ctx.db.transaction((tx) =>
    recordAudit(tx, {
      atMs: nowMs,
      act,
      what: 'support.bundle',
      target: 'support',
      data: { files: Object.keys(entries).length },
    }),
  );
  return { path };
}

function newestLogs(dir: string): { name: string; text: string }[] {
  const names = readdirSync(dir)
    .filter((name) => name.endsWith('.log'))
    .toSorted()
    .toReversed();
  const logs: { name: string; text: string }[] = [];
  let bytes = 0;
  for (const name of names) {
    const text = readFileSync(join(dir, name), 'utf8');
    bytes += text.length;
    if (bytes > MAX_LOG_BYTES && logs.length > 0) break;
    logs.push({ name, text });
  }
  return logs;
}

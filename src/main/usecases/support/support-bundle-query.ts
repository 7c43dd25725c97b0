import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import type { NamedQuery } from '#main/db/queries/named-query.ts';
import { writeFileDurably } from '#main/db/write-file-durably.ts';
import { collectSupportFacts } from '#main/usecases/support/collect-support-facts.ts';
import type { SupportSource } from '#main/usecases/support/collect-support-facts.ts';
import { AppError } from '#shared/errors/app-error.ts';

export interface BundleRequest extends Omit<SupportSource, 'db'> {
  readonly logDir: string;
  /** The zip to write. */
  readonly path: string;
}

/** The log's own redaction (lib/redact.ts), over everything once more: an older version may have known fewer patterns. */
export interface Redaction {
  value(value: unknown): unknown;
  text(text: string): string;
}

/** Newest log text that is taken along. */
const MAX_LOG_BYTES = 20 * 1024 * 1024;

/** Collects, cleans and writes a support bundle; the answer is the number of files in it. */
export function supportBundleQuery(redaction: Redaction): NamedQuery<BundleRequest, number> {
  return {
    name: 'support-bundle',
    isLong: true,
    run(db, request) {
      const entries: Record<string, Uint8Array> = {};
      for (const [name, value] of Object.entries(collectSupportFacts({ ...request, db })))
        entries[name] = strToU8(JSON.stringify(redaction.value(value), null, 2));
      for (const log of newestLogs(request.logDir)) entries[`logs/${log.name}`] = strToU8(redaction.text(log.text));
      writeZip(request.path, zipSync(entries));
      return Object.keys(entries).length;
    },
  };
}

function writeZip(path: string, zip: Uint8Array): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileDurably(path, zip);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    const data = { file: basename(path), reason };
    throw new AppError(reason === 'ENOSPC' ? 'ERR_DB_DISK_FULL' : 'ERR_DB_IO', data, { cause: error });
  }
}

function newestLogs(dir: string): { name: string; text: string }[] {
  if (!existsSync(dir)) return [];
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

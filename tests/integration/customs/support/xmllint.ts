import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const HAS_XMLLINT = spawnSync('xmllint', ['--version']).status === 0;

/** What the validator of libxml2-utils, a program of its own, says about a document; empty: it is valid. */
export function xmllint(xsd: string, document: Uint8Array): string {
  const dir = mkdtempSync(join(tmpdir(), 'packbench-xml-'));
  try {
    const file = join(dir, 'document.xml');
    writeFileSync(file, document);
    const run = spawnSync('xmllint', ['--noout', '--huge', '--schema', xsd, file], { encoding: 'utf8' });
    return run.status === 0 ? '' : run.stderr.slice(0, 2_000);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

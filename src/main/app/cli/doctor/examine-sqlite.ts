import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Finding } from '#main/app/cli/doctor/finding.ts';
import { found } from '#main/app/cli/doctor/finding.ts';
import { connect, DATABASE_KEY_BYTES } from '#main/db/connect.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** How every unencrypted SQLite file begins. */
const PLAIN_HEADER = 'SQLite format 3';

/** better-sqlite3 with its ciphers: a file is written, cannot be read as plain text, opens with its key and with no other. */
export function examineSqlite(): Finding {
  const dir = mkdtempSync(join(tmpdir(), 'packbench-doctor-'));
  const file = join(dir, 'test.db');
  try {
    const key = new Uint8Array(DATABASE_KEY_BYTES).fill(7);
    const written = connect({ file, key, mode: 'read-write' });
    written.exec("CREATE TABLE t (x TEXT); INSERT INTO t VALUES ('打包台')");
    const version = String(written.prepare('SELECT sqlite_version()').pluck().get());
    written.close();
    const isPlain = readFileSync(file).subarray(0, PLAIN_HEADER.length).toString('latin1') === PLAIN_HEADER;
    const read = connect({ file, key, mode: 'read-only' });
    const text = read.prepare('SELECT x FROM t').pluck().get();
    read.close();
    const isGood = !isPlain && text === '打包台' && !opensWith(file, new Uint8Array(DATABASE_KEY_BYTES).fill(8));
    return found('sqlite', isGood ? 'ok' : 'failed', {
      version,
      detail: isGood ? '' : isPlain ? 'not_encrypted' : 'wrong_key_accepted',
    });
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function opensWith(file: string, key: Uint8Array): boolean {
  try {
    connect({ file, key, mode: 'read-only' }).close();
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'ERR_DB_KEY_WRONG') return false;
    throw error;
  }
}

import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Replaces a file so that after a crash or power cut it holds either the old content or the new one, never a part: written beside,
 * flushed, renamed, folder flushed. Readable by the owner only.
 */
export function writeFileDurably(file: string, content: string | Uint8Array): void {
  const partial = `${file}.partial`;
  const handle = openSync(partial, 'w', 0o600);
  try {
    const bytes = Buffer.from(content);
    for (let written = 0; written < bytes.length;) written += writeSync(handle, bytes, written);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(partial, file);
  flushFolder(dirname(file));
}

/** Makes renames and new names in a folder survive a power cut. Windows flushes them with the file and cannot open folders. */
export function flushFolder(folder: string): void {
  if (process.platform === 'win32') return;
  flushFile(folder, 'r');
}

/** Flushes the content of a file that somebody else wrote. */
export function flushFile(file: string, flags: 'r' | 'r+' = 'r+'): void {
  const handle = openSync(file, flags);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

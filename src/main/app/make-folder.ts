import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** One folder after the other: below /proc and its like, `mkdir` with `recursive` never returns. @throws Error of the system, or when a file stands there */
export function makeFolder(folder: string): void {
  if (!existsSync(folder)) {
    makeFolder(dirname(folder));
    mkdirSync(folder);
  } else if (!statSync(folder).isDirectory()) {
    throw Object.assign(new Error(`${folder} is a file`), { code: 'ENOTDIR' });
  }
}

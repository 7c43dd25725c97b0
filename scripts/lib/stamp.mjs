import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from './paths.mjs';

function listFiles(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => !/\.test\.tsx?$/.test(entry.name))
    .flatMap((entry) => listFiles(join(path, entry.name)));
}

/**
 * Changes whenever a source file is added, removed, renamed or edited; times alone would miss removals and checkouts. Tests
 * do not count.
 * @param {readonly string[]} sources files and folders, from the root of the repository
 */
export function stampOf(sources) {
  const hash = createHash('sha256');
  for (const source of sources.map((name) => inRoot(name)).filter(existsSync)) {
    for (const file of listFiles(source).sort()) {
      hash.update(file.slice(inRoot().length)).update('\0').update(readFileSync(file)).update('\0');
    }
  }
  return hash.digest('hex');
}

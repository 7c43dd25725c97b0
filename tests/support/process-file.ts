import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';

/**
 * What to start for this source of a process. Under Vitest that is its bundle (scripts/lib/test-bundle.mjs), which loads in a
 * third of the time; elsewhere the source itself.
 * @throws Error when the tests have a bundle, and the source is none of its entries
 */
export function processFile(source: string): string {
  const folder = process.env['PACKBENCH_TEST_BUNDLE'];
  if (folder === undefined) return source;
  const file = join(folder, `${basename(source, '.ts')}.js`);
  if (!existsSync(file)) throw new Error(`${source} is not among the entries of the tests' bundle`);
  return file;
}

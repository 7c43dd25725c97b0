import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from './failure.mjs';
import { compiledDir, inRoot } from './paths.mjs';
import { run } from './run.mjs';
import { stampOf } from './stamp.mjs';

/** What goes into the bundles. */
const SOURCES = ['src', 'electron.vite.config.ts', 'scripts/lib/bundling.mjs', 'package.json', 'tsconfig.json'];
const stampFile = inRoot('out', '.build-stamp');

const builtStamp = () => (existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : '');

/**
 * Builds `out/` unless it was built from exactly these sources. Built beside and swapped in, so that what runs from
 * `out/` never finds half a build.
 * @param {string} node The Node that runs the build.
 * @throws {Failure} when the build fails.
 */
export async function ensureBuilt(node) {
  const stamp = stampOf(SOURCES);
  if (builtStamp() === stamp) return;
  console.error('Building ...');
  const next = inRoot(`out.next-${process.pid}`);
  try {
    const builder = inRoot('node_modules', 'electron-vite', 'bin', 'electron-vite.js');
    const { code, output } = await run(node, [builder, 'build', '--outDir', next], { quiet: true });
    // Before that line stand the names and sizes of what was written.
    if (code !== 0)
      throw new Failure(`the build failed:\n${output.slice(Math.max(output.lastIndexOf('error during build'), 0))}`);
    writeFileSync(join(next, '.build-stamp'), stamp);
    rmSync(inRoot('out'), { recursive: true, force: true });
    renameSync(next, inRoot('out'));
    rmSync(compiledDir, { recursive: true, force: true });
  } finally {
    rmSync(next, { recursive: true, force: true });
  }
}

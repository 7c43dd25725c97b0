import { existsSync, globSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'vite';
import { bundlePlugins, FLAT_OUTPUT, LEFT_OUTSIDE } from './bundling.mjs';
import { inRoot } from './paths.mjs';
import { stampOf } from './stamp.mjs';

/**
 * Bundles processes and threads for Node, as the product is bundled: from its sources it takes 2 s of a processor and 20 MB more to
 * load. The folder is as deep in the repository as `out/main`, and as `src/main`: a process finds what lies beside it.
 * @param {object} wanted
 * @param {string} wanted.folder of the repository, for bundles of this kind only
 * @param {readonly string[]} wanted.entries patterns of files, whose names are unlike each other
 * @param {readonly string[]} wanted.sources files and folders on which the bundle depends
 * @param {readonly string[]} [wanted.outside] packages that stay where npm put them, beside those of the product
 * @returns {Promise<string>} the folder, with one `<entry>.js` each; made once for the sources as they are
 */
export async function ensureNodeBundle({ folder: kind, entries, sources, outside = [] }) {
  const home = inRoot(kind);
  const name = stampOf([...sources, 'scripts/lib/bundling.mjs', 'package-lock.json']).slice(0, 16);
  const folder = join(home, name);
  if (existsSync(folder)) return folder;
  const next = join(home, `next-${process.pid}`);
  mkdirSync(home, { recursive: true });
  const files = globSync(entries, { cwd: inRoot() });
  await build({
    configFile: false,
    root: inRoot(),
    logLevel: 'error',
    plugins: bundlePlugins(),
    ssr: { noExternal: true, external: [...LEFT_OUTSIDE, ...outside] },
    build: {
      ssr: true,
      target: 'node24',
      outDir: next,
      minify: false,
      rolldownOptions: {
        input: Object.fromEntries(files.map((file) => [basename(file, '.ts'), inRoot(file)])),
        output: FLAT_OUTPUT,
      },
    },
  });
  for (const old of readdirSync(home).filter((entry) => entry !== name && !entry.startsWith('next-')))
    rmSync(join(home, old), { recursive: true, force: true });
  try {
    renameSync(next, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    // Another run was faster, and its processes load what it made.
    rmSync(next, { recursive: true, force: true });
  }
  return folder;
}

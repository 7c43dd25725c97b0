import { existsSync, globSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'vite';
import { LEFT_OUTSIDE, workerFiles } from './bundling.mjs';
import { inRoot } from './paths.mjs';
import { stampOf } from './stamp.mjs';

/** What tests start as a process or thread of its own, often again and again. Their names are unlike each other. */
const ENTRIES = [
  'src/main/{cli,node,relay}.ts',
  '{src/main,tests/support}/**/*-worker.ts',
  'tests/{faults,support}/**/{*-child,child-*}.ts',
];
const SOURCES = ['src', 'tests/faults', 'tests/support', 'scripts/lib/bundling.mjs', 'package-lock.json'];
const FOLDER = inRoot('out.tests');

/**
 * Bundles the processes and threads that tests start. From its sources the product takes 2 s of a processor to load, from
 * here a third of that. As deep in the repository as `out/main`, and as `src/main`: a process finds what lies beside it.
 * @returns {Promise<string>} the folder, with one `<entry>.js` each; made once for the sources as they are
 */
export async function ensureTestBundle() {
  const name = stampOf(SOURCES).slice(0, 16);
  const folder = join(FOLDER, name);
  if (existsSync(folder)) return folder;
  const next = join(FOLDER, `next-${process.pid}`);
  mkdirSync(FOLDER, { recursive: true });
  const files = globSync(ENTRIES, { cwd: inRoot() });
  await build({
    configFile: false,
    root: inRoot(),
    logLevel: 'error',
    plugins: [workerFiles((worker) => `./${worker}.js`)],
    ssr: { noExternal: true, external: LEFT_OUTSIDE },
    build: {
      ssr: true,
      target: 'node24',
      outDir: next,
      minify: false,
      rolldownOptions: {
        input: Object.fromEntries(files.map((file) => [basename(file, '.ts'), inRoot(file)])),
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunk-[name]-[hash].js' },
      },
    },
  });
  for (const old of readdirSync(FOLDER).filter((entry) => entry !== name && !entry.startsWith('next-')))
    rmSync(join(FOLDER, old), { recursive: true, force: true });
  try {
    renameSync(next, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    // Another run of tests was faster, and its processes load what it made.
    rmSync(next, { recursive: true, force: true });
  }
  return folder;
}

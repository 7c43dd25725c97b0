import { existsSync, globSync } from 'node:fs';
import { basename, join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { bundlePlugins, FLAT_OUTPUT, LEFT_OUTSIDE } from './scripts/lib/bundling.mjs';

const root = import.meta.dirname;

/** The processes of the product. `cli` is what `npx packbench` runs, `node` the host without Electron. */
const MAIN_ENTRIES = ['index', 'backend', 'node', 'cli', 'relay'];

/** Entry name -> source file: the processes, and every worker thread (`*-worker.ts`), each in a file of its own. */
function mainInput(): Record<string, string> {
  const entries = MAIN_ENTRIES.map((name) => [name, join(root, 'src/main', `${name}.ts`)] as const);
  const workers = globSync('src/main/**/*-worker.ts', { cwd: root }).map(
    (file) => [basename(file, '.ts'), join(root, file)] as const,
  );
  return Object.fromEntries([...entries, ...workers].filter(([, file]) => existsSync(file)));
}

/**
 * What every window fetches to show its first page, in a few files instead of a hundred and thirty small ones: each costs
 * the host, the browser and the window a little, at every start. Pages stay files of their own.
 */
const CHUNKS = [
  { name: 'vendor', test: /[\\/]node_modules[\\/]/ },
  { name: 'common', test: /[\\/]src[\\/](shared|renderer[\\/](ui|rpc))[\\/]/ },
];

const rendererHtml = join(root, 'src/renderer/index.html');
const preloadEntry = join(root, 'src/preload/index.ts');

export default defineConfig({
  main: {
    plugins: bundlePlugins(),
    build: {
      target: 'node24',
      sourcemap: true,
      externalizeDeps: false,
      rolldownOptions: {
        external: LEFT_OUTSIDE.map((name) => new RegExp(`^${name}(/|$)`)),
        input: mainInput(),
        output: FLAT_OUTPUT,
      },
    },
  },
  ...(existsSync(preloadEntry) && {
    preload: {
      build: {
        target: 'node24',
        externalizeDeps: false,
        // A sandboxed window loads CommonJS preloads only.
        rolldownOptions: { input: { index: preloadEntry }, output: { format: 'cjs', entryFileNames: '[name].cjs' } },
      },
    },
  }),
  ...(existsSync(rendererHtml) && {
    renderer: {
      root: join(root, 'src/renderer'),
      plugins: [react()],
      build: {
        // Also opened by whatever Chrome or Edge the machine has, when the Node host serves it.
        target: 'es2022',
        minify: true,
        chunkSizeWarningLimit: 4000,
        rolldownOptions: {
          input: { index: rendererHtml },
          output: { codeSplitting: { groups: CHUNKS } },
        },
      },
    },
  }),
});

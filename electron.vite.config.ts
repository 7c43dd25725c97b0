import { existsSync, globSync } from 'node:fs';
import { basename, join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

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
 * `new URL('./x-worker.ts', import.meta.url)` is right when Node runs the source; in the bundle the worker lies
 * beside all other chunks as `x-worker.js`.
 */
function workerFiles(): Plugin {
  return {
    name: 'packbench:worker-files',
    transform(code, id) {
      if (!id.endsWith('.ts') || !code.includes('-worker.ts')) return null;
      return {
        code: code.replaceAll(/(['"`])(?:[\w./-]+\/)?([\w-]+-worker)\.ts\1(?=\s*,\s*import\.meta\.url)/g, "'./$2.js'"),
        map: null,
      };
    },
  };
}

const rendererHtml = join(root, 'src/renderer/index.html');
const preloadEntry = join(root, 'src/preload/index.ts');

export default defineConfig({
  main: {
    plugins: [workerFiles()],
    build: {
      target: 'node24',
      sourcemap: true,
      // Its list of countries is JSON: left outside, the bundle would import that without the attribute that Node asks for.
      externalizeDeps: { exclude: ['i18n-iso-countries'] },
      rolldownOptions: {
        input: mainInput(),
        // Flat, so that paths relative to import.meta.url mean the same in an entry and in a shared chunk.
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunk-[name]-[hash].js' },
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
        rolldownOptions: { input: { index: rendererHtml } },
      },
    },
  }),
});

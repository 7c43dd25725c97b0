import { join, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = import.meta.dirname;
const root = resolve(here, '../../../..');

/** The real window over a backend of memory: for drawing screens and for pictures of states that are hard to reach. */
export default defineConfig({
  root: join(root, 'src/renderer'),
  base: './',
  plugins: [
    react(),
    {
      name: 'mock-backend',
      enforce: 'pre',
      resolveId: (id: string) => (id === '#renderer/rpc/client.ts' ? join(here, 'mock-client.ts') : null),
    },
  ],
  build: { outDir: join(root, 'out/mock-renderer'), emptyOutDir: true, target: 'es2022', minify: false },
});

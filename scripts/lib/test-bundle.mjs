import { ensureNodeBundle } from './node-bundle.mjs';

/**
 * What tests start as a process or thread of its own, often again and again.
 * @returns {Promise<string>} the folder, with one `<entry>.js` each
 */
export function ensureTestBundle() {
  return ensureNodeBundle({
    folder: 'out.tests',
    entries: [
      'src/main/{cli,node,relay}.ts',
      '{src/main,tests/support}/**/*-worker.ts',
      'tests/{faults,support}/**/{*-child,child-*}.ts',
    ],
    sources: ['src', 'tests/faults', 'tests/support'],
  });
}

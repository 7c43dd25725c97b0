import { availableParallelism } from 'node:os';

/** As the Node host runs a backend (src/main/host/lean-process.ts, whose test compares both): what is measured must be what is sold. */
export function leanArguments() {
  const helpers = Math.min(4, Math.max(1, availableParallelism() - 1));
  return ['--max-semi-space-size=4', '--max-old-space-size=1024', `--v8-pool-size=${helpers}`];
}

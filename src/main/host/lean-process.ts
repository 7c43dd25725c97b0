import { availableParallelism } from 'node:os';
import { setFlagsFromString } from 'node:v8';

/**
 * Node's arguments for a backend, so that it stays small on a store PC (budget: 300 MB). V8's young generation defaults to
 * 16 MB a half, which every burst of short-lived rows fills and never gives back. Under the default heap limit the old
 * generation may also grow fourfold between two collections; under this limit by two thirds. No path of the bench
 * got slower by it.
 */
export const LEAN_EXEC_ARGV: readonly string[] = ['--max-semi-space-size=4', '--max-old-space-size=1024'];

const MOST_HELPERS = 4;

/**
 * The same for a process of Node itself (Electron's know no such argument): V8 helps all threads to collect garbage with four more
 * of them, however few cores there are. On two, what reads a file beside the event loop would hold it up for as long as they take.
 */
export function leanNodeArguments(cores = availableParallelism()): readonly string[] {
  const helpers = Math.min(MOST_HELPERS, Math.max(1, cores - 1));
  return [...LEAN_EXEC_ARGV, `--v8-pool-size=${helpers}`];
}

/**
 * glibc opens up to eight arenas a core, each keeping what its threads once freed; two are enough for our few threads. Its limits
 * for blocks that go back at once grow with the largest block that was ever freed, up to 64 MB, unless they are named.
 */
const LEAN_MALLOC = { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '131072', MALLOC_TRIM_THRESHOLD_: '131072' };

export function leanEnvironment(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): NodeJS.ProcessEnv {
  return platform === 'linux' ? { ...LEAN_MALLOC, ...env } : { ...env };
}

/**
 * An argument for the size of a heap outrules the `resourceLimits` of every thread: one for an untrusted expression could take as much
 * as the whole backend. Taken back once the process has its own heap, before the first thread starts.
 */
export function letThreadsHaveTheirLimits(): void {
  for (const argument of LEAN_EXEC_ARGV) setFlagsFromString(argument.replace(/=.*/, '=0'));
}

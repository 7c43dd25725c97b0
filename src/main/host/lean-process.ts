/**
 * Node's arguments for a backend, so that it stays small on a store PC (budget: 300 MB). V8's young generation defaults to
 * 16 MB a half, which every burst of short-lived rows fills and never gives back. Under the default heap limit the old
 * generation may also grow fourfold between two collections; under this limit by two thirds. No path of the bench
 * got slower by it.
 */
export const LEAN_EXEC_ARGV: readonly string[] = ['--max-semi-space-size=4', '--max-old-space-size=1024'];

/** glibc opens up to eight arenas a core, each keeping what its threads once freed; two are enough for our few threads. */
export function leanEnvironment(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): NodeJS.ProcessEnv {
  return platform === 'linux' ? { MALLOC_ARENA_MAX: '2', ...env } : { ...env };
}

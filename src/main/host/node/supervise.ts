import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { leanEnvironment, leanNodeArguments } from '#main/host/lean-process.ts';
import {
  NO_ROOM_EXIT_CODE,
  NO_ROOM_PAUSE_MS,
  REFUSED_EXIT_CODE,
  RESTART_EXIT_CODE,
  STOP_PATIENCE_MS,
  restartDelay,
} from '#main/host/restart-delay.ts';

export interface SuperviseOptions {
  /** Runs one host; `isReplacement` when another one died before. */
  readonly forkHost: (isReplacement: boolean) => ChildProcess;
  readonly exit: (code: number) => void;
  readonly print: (line: string) => void;
  /**
   * Tells open windows why nobody answers while there is no room, until the next host asks it to leave the port or the returned
   * function is called.
   */
  readonly standIn: () => () => void;
}

/** A host that ran so long before it died counts as healthy. */
const HEALTHY_MS = 60_000;

/** So many deaths in a row and it is no accident: a person has to look. */
const MOST_DEATHS = 8;

/** Environment variable that tells the host's process from its supervisor's. */
export const HOST_PROCESS_ENV = 'PACKBENCH_HOST_PROCESS';

/**
 * Keeps the Node host running: when its process dies (a crash, a kill, a restore that starts anew), the next one takes
 * the same data and the same port, and open windows find back. Signals pass through, and end it after a while if it does
 * not stop; a clean end ends this process too.
 */
export function supervise({ forkHost, exit, print, standIn }: SuperviseOptions): void {
  let child: ChildProcess;
  let deaths = 0;
  let isStopping = false;
  let pause: NodeJS.Timeout | undefined;
  let leave = (): void => {};
  const runAfter = (ms: number): void => {
    pause = setTimeout(() => {
      pause = undefined;
      run(true);
    }, ms);
  };
  const run = (isReplacement: boolean): void => {
    const startedAt = performance.now();
    child = forkHost(isReplacement);
    child.on('exit', (code, signal) => {
      leave();
      leave = () => {};
      if (code === 0 || code === REFUSED_EXIT_CODE || isStopping) return exit(code === null ? 1 : code && 1);
      if (code === RESTART_EXIT_CODE) return run(true);
      // Its windows are open and wait, and whoever makes room need not know that something has to be started.
      if (code === NO_ROOM_EXIT_CODE) {
        leave = standIn();
        return runAfter(NO_ROOM_PAUSE_MS);
      }
      deaths = performance.now() - startedAt > HEALTHY_MS ? 1 : deaths + 1;
      if (deaths >= MOST_DEATHS) return exit(1);
      print(`Packbench ended unexpectedly (${signal ?? `exit code ${code}`}) and is started again.`);
      runAfter(restartDelay(deaths));
    });
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // Between two hosts there is nobody who could stop in good order.
      if (pause) {
        clearTimeout(pause);
        return exit(0);
      }
      child.kill(signal);
      if (isStopping) return;
      isStopping = true;
      setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE_MS).unref();
    });
  }
  run(false);
}

/** Runs an entry file again, as the host's own process. */
export function forkEntry(
  entry: string,
  words: readonly string[],
  isReplacement: boolean,
  stdio: 'inherit' | 'piped' = 'inherit',
): ChildProcess {
  return fork(entry, words, {
    env: {
      ...leanEnvironment(process.env, process.platform),
      [HOST_PROCESS_ENV]: isReplacement ? 'replacement' : 'first',
    },
    execArgv: [...process.execArgv, ...leanNodeArguments()],
    stdio: ['inherit', stdio === 'piped' ? 'pipe' : 'inherit', 'inherit', 'ipc'],
  });
}

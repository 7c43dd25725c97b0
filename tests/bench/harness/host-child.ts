import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { leanEnvironment, leanNodeArguments } from '#main/host/lean-process.ts';

const ENTRY = fileURLToPath(new URL('host-process.ts', import.meta.url));

/** The Node host in a process of its own, on the bench folder. */
export interface HostChild extends AsyncDisposable {
  /** Resolves when it serves. */
  readonly url: Promise<string>;
}

/** Starts the host; it is killed with the handle. */
export function startHostChild(dataDir: string): HostChild {
  const child = fork(ENTRY, [dataDir], {
    execArgv: [...leanNodeArguments()],
    env: leanEnvironment(process.env, process.platform),
  });
  const ended = once(child, 'exit');
  return {
    url: Promise.race([
      once(child, 'message').then(([url]) => String(url)),
      ended.then(([code]) => {
        throw new Error(`the host ended with ${code} before it served`);
      }),
    ]),
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { constants, setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';

/** How a connector reaches a simulator. */
export interface SimulatedChannel {
  readonly kind: 'taobao' | 'shopify';
  readonly config: Readonly<Record<string, unknown>>;
  readonly credentials: Readonly<Record<string, string>>;
}

const ENTRY = fileURLToPath(new URL('simulator-process.ts', import.meta.url));

/** Starts a simulator that already has `orders` orders; it ends with the handle, or with this process. */
export async function startSimulator(
  kind: SimulatedChannel['kind'],
  orders: number,
  seed: number,
): Promise<SimulatedChannel & AsyncDisposable> {
  // It stands elsewhere in the world: its collector shall not take a backend's core, which goes before where both want one.
  const child = fork(ENTRY, [kind, String(orders), String(seed)], { execArgv: ['--max-semi-space-size=32'] });
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  const [channel] = (await once(child, 'message')) as [SimulatedChannel];
  return {
    ...channel,
    async [Symbol.asyncDispose]() {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}

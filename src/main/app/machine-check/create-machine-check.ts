import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { Platform } from '#main/app/platform.ts';
import type { Timers } from '#main/lib/timers.ts';
import { newestMachineCheck, recordMachineCheck } from '#main/usecases/system/machine-checks.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { MachineFinding } from '#shared/contract/machine-check.ts';
import type { MachineCheck } from '#shared/contract/machine-check.ts';

/** The first minute belongs to the window, the devices and what was missed. */
const AFTER_START_MS = 20_000;

export interface MachineChecks {
  /** Loads what the product needs of this machine, in this host, and keeps the findings. */
  run(): Promise<MachineCheck>;
  /** Runs once where this version was never checked on this host: after the first start, and after each update. @returns the way to call it off */
  startIfNew(): () => void;
}

/** Asks whether everything native loads and works here, as `packbench doctor` does, in a thread of its own. */
export function createMachineCheck(
  context: UseCaseContext,
  timers: Timers,
  platform: Pick<Platform, 'dataDir' | 'appVersion' | 'hostKind'>,
): MachineChecks {
  const { appVersion, hostKind } = platform;
  async function run(): Promise<MachineCheck> {
    const findings = await examineBeside(platform.dataDir);
    const check = { atMs: context.clock.nowMs(), appVersion, hostKind, findings };
    recordMachineCheck(context, check);
    return check;
  }
  return {
    run,
    startIfNew() {
      const before = newestMachineCheck(context.read);
      if (before?.appVersion === appVersion && before.hostKind === hostKind) return () => {};
      return timers.after(AFTER_START_MS, () => {
        run().catch((error: unknown) => context.log.error({ error }, 'this machine could not be checked'));
      });
    },
  };
}

/** A package that brings its thread down is a finding too. */
function examineBeside(dataDir: string): Promise<MachineFinding[]> {
  return new Promise((resolve) => {
    // Written literally: the build replaces this by the bundled file beside it.
    const worker = new Worker(new URL('./machine-check-worker.ts', import.meta.url), {
      name: 'machine-check',
      workerData: { dataDir },
    });
    const lost = (cause: unknown): void =>
      resolve([{ name: 'runtime', state: 'failed', data: { version: process.version, detail: String(cause) } }]);
    worker.on('error', lost).on('exit', lost);
    worker.on('message', (message: unknown) => {
      resolve(z.array(MachineFinding).parse(message));
      void worker.terminate();
    });
  });
}

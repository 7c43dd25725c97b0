import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CliHost } from '#main/app/cli/cli-host.ts';
import { checkInvariants } from '#main/app/cli/demo/invariants/check-invariants.ts';
import { gatherEvidence } from '#main/app/cli/demo/gather-evidence.ts';
import { packDemo } from '#main/app/cli/demo/pack-demo.ts';
import type { DemoNews } from '#main/app/cli/demo/pack-demo.ts';
import { summarise } from '#main/app/cli/demo/summarise.ts';
import type { DemoSummary } from '#main/app/cli/demo/summarise.ts';
import { openNodeKeystore } from '#main/app/keystore-node.ts';

export interface DemoRunOptions {
  /** Orders in all, also those that come while the first ones are packed. */
  readonly orders: number;
  readonly seed: number;
  /** Packing tables side by side. */
  readonly benches: number;
  readonly outDir: string;
  /** Keep the data folder, at `<outDir>/data`. */
  readonly keep: boolean;
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
/** As shells count it: 128 and the number of SIGINT. */
const INTERRUPTED = 130;

/** Share of the orders that come while the first ones are packed. */
const LATE_SHARE = 0.2;

/**
 * The whole chain without a window: simulated channels, carrier and devices speak their real wire formats to the product,
 * packers work through its use cases, and at the end both sides' books are compared.
 */
export async function runDemo(
  host: CliHost,
  options: DemoRunOptions,
  tell: (news: DemoNews) => void,
): Promise<DemoSummary> {
  const dataDir = options.keep ? join(options.outDir, 'data') : mkdtempSync(join(tmpdir(), 'packbench-demo-'));
  const startedAtMs = Date.now();
  const served = await host.serve({
    hostKind: 'node',
    appVersion: host.appVersion,
    resourcesDir: host.resourcesDir,
    dataDir,
    keystore: await openNodeKeystore(dataDir, { prefer: 'file' }),
    requestRestart: () => {},
  });
  const end = async (): Promise<void> => {
    await served.stop();
    if (!options.keep) rmSync(dataDir, { recursive: true, force: true });
  };
  // Ctrl+C leaves no data folder behind either; pressed again, it ends at once.
  const interrupt = (): void => void end().finally(() => process.exit(INTERRUPTED));
  for (const signal of SIGNALS) process.once(signal, interrupt);
  try {
    const { services } = served.workstation;
    const late = Math.floor(options.orders * LATE_SHARE);
    await services.demo.start(options.orders - late, { seed: options.seed, isInstantPrinter: true });
    const world = services.demo.world();
    const packed = await packDemo({ services, world, late, ...options }, tell);
    const evidence = await gatherEvidence(services, world, packed);
    const invariants = checkInvariants(evidence);
    return summarise({
      options,
      host,
      startedAtMs,
      endedAtMs: Date.now(),
      services,
      world,
      packed,
      evidence,
      invariants,
    });
  } finally {
    for (const signal of SIGNALS) process.off(signal, interrupt);
    await end();
  }
}

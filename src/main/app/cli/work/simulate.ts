import { once } from 'node:events';
import type { Cli } from '#main/app/cli/cli.ts';
import { UsageError } from '#main/app/cli/command-result.ts';
import type { CommandResult } from '#main/app/cli/command-result.ts';
import { startControlApi } from '#main/simulators/control/control-api.ts';
import { createControlCenter } from '#main/simulators/control/control-center.ts';
import { SIMULATED_PLATFORMS } from '#main/simulators/control/simulated-shop.ts';
import type { SimulatedPlatform } from '#main/simulators/control/simulated-shop.ts';
import { startSimulatedShop } from '#main/simulators/control/start-simulated-shop.ts';
import { realClock } from '#main/simulators/kit/simulator-clock.ts';

const TICK_MS = 1_000;

export interface SimulateOptions {
  /** Null for all. */
  readonly names: readonly string[] | null;
  readonly port: number;
  readonly seed: number;
}

/** Runs the platforms until the process is interrupted. Addresses, access and token are printed at the start. @throws UsageError */
export async function simulate(cli: Cli, { names, port, seed }: SimulateOptions): Promise<CommandResult> {
  const platforms = names === null ? SIMULATED_PLATFORMS : names.map(platformOf);
  let aheadMs = 0;
  const clock = { nowMs: () => realClock.nowMs() + aheadMs };
  const shops = await Promise.all(platforms.map((platform) => startSimulatedShop(platform, { clock, seed })));
  const center = createControlCenter(shops, clock);
  const api = await startControlApi({ center, port, advance: (ms) => void (aheadMs += ms) });
  const timer = setInterval(() => center.tick(), TICK_MS);
  const { url, token } = api;
  for (const shop of shops) {
    const { config, credentials } = shop.access();
    const given = { config: JSON.stringify(config), credentials: JSON.stringify(credentials) };
    cli.streams.out(`${cli.texts('simulate.shop', { platform: shop.platform, ...given })}\n`);
  }
  cli.streams.out(`${cli.texts('simulate.ready', { url, token })}\n`);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  clearInterval(timer);
  await api.close();
  await Promise.all(shops.map((shop) => shop.close()));
  return { ok: true, data: { url, platforms: [...platforms] }, lines: [] };
}

function platformOf(name: string): SimulatedPlatform {
  const platform = SIMULATED_PLATFORMS.find((known) => known === name);
  if (!platform) throw new UsageError('simulate.unknown', { platform: name, all: SIMULATED_PLATFORMS.join(', ') });
  return platform;
}

import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Cli } from '#main/app/cli/cli.ts';
import { UsageError } from '#main/app/cli/command-result.ts';
import type { CommandResult } from '#main/app/cli/command-result.ts';
import { startControlApi } from '#main/simulators/control/control-api.ts';
import { createControlCenter } from '#main/simulators/control/control-center.ts';
import { SIMULATED_PLATFORMS } from '#main/simulators/control/simulated-shop.ts';
import type { SimulatedPlatform } from '#main/simulators/control/simulated-shop.ts';
import { startSimulatedShop } from '#main/simulators/control/start-simulated-shop.ts';
import { createPassingClock, realClock } from '#main/simulators/kit/simulator-clock.ts';
import { MOST_MINUTES_PASSED } from '#shared/contract/demo-shops.ts';

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
  const life = createPassingClock();
  const shops = await Promise.all(
    platforms.map((platform) => startSimulatedShop(platform, { clock: realClock, lifeClock: life, seed })),
  );
  const center = createControlCenter(shops, life);
  const api = await startControlApi({ center, port, advance: life.pass });
  const timer = setInterval(() => center.tick(), TICK_MS);
  const { url, token } = api;
  for (const shop of shops) {
    const { config, credentials } = shop.access();
    const given = { config: JSON.stringify(config), credentials: JSON.stringify(credentials) };
    cli.streams.out(`${cli.texts('simulate.shop', { platform: shop.platform, ...given })}\n`);
  }
  cli.streams.out(`${cli.texts('simulate.ready', { url, token })}\n${cli.texts('simulate.typed')}\n`);
  const typed = createInterface({ input: process.stdin });
  typed.on('line', (line) => {
    const minutes = Number(/^pass (\d+)$/.exec(line.trim())?.[1]);
    if (!(minutes > 0 && minutes <= MOST_MINUTES_PASSED)) return cli.streams.err(`${cli.texts('simulate.typed')}\n`);
    life.pass(minutes * 60_000);
    void center.passed(minutes * 60_000).then(() => cli.streams.out(`${cli.texts('simulate.passed', { minutes })}\n`));
  });
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  clearInterval(timer);
  typed.close();
  await api.close();
  await Promise.all(shops.map((shop) => shop.close()));
  return { ok: true, data: { url, platforms: [...platforms] }, lines: [] };
}

function platformOf(name: string): SimulatedPlatform {
  const platform = SIMULATED_PLATFORMS.find((known) => known === name);
  if (!platform) throw new UsageError('unknownPlatform', { platform: name, all: SIMULATED_PLATFORMS.join(', ') });
  return platform;
}

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
import { startSimulatedBench } from '#main/simulators/control/simulated-bench.ts';
import type { SimulatedBench } from '#main/simulators/control/simulated-bench.ts';
import { MOST_MINUTES_PASSED } from '#shared/contract/demo-shops.ts';

const TICK_MS = 1_000;
/** What the simulated scale carries. */
const MOST_GRAMS = 30_000;

export interface SimulateOptions {
  /** Null for all. */
  readonly names: readonly string[] | null;
  readonly port: number;
  readonly seed: number;
}

/**
 * Runs the platforms, and a carrier, a printer and a scale beside them, until the process is interrupted. Addresses, access and token
 * are printed at the start. @throws UsageError
 */
export async function simulate(cli: Cli, { names, port, seed }: SimulateOptions): Promise<CommandResult> {
  const platforms = names === null ? SIMULATED_PLATFORMS : names.map(platformOf);
  const life = createPassingClock();
  const shops = await Promise.all(
    platforms.map((platform) => startSimulatedShop(platform, { clock: realClock, lifeClock: life, seed })),
  );
  const bench = await startSimulatedBench({ seed });
  const center = createControlCenter(shops, life);
  const api = await startControlApi({ center, port, advance: life.pass });
  const say = (text: string): void => cli.streams.out(`${text}\n`);
  const showLabels = async (): Promise<void> => {
    for (const file of await bench.takeLabels()) say(cli.texts('simulate.label', { file }));
  };
  let shown = Promise.resolve();
  const timer = setInterval(() => {
    center.tick();
    shown = shown.then(showLabels);
  }, TICK_MS);
  const { url, token } = api;
  for (const shop of shops) {
    const { config, credentials } = shop.access();
    const given = { config: JSON.stringify(config), credentials: JSON.stringify(credentials) };
    say(cli.texts('simulate.shop', { platform: shop.platform, ...given }));
  }
  for (const line of benchLines(cli, bench)) say(line);
  say(cli.texts('simulate.ready', { url, token }));
  say(cli.texts('simulate.typed'));
  const typed = createInterface({ input: process.stdin });
  typed.on('line', (line) => {
    const [, word, amount] = /^(pass|weigh) (\d+)$/.exec(line.trim()) ?? [];
    const number = Number(amount);
    if (word === 'pass' && number > 0 && number <= MOST_MINUTES_PASSED) {
      life.pass(number * 60_000);
      void center.passed(number * 60_000).then(() => say(cli.texts('simulate.passed', { minutes: number })));
    } else if (word === 'weigh' && number <= MOST_GRAMS) {
      say(cli.texts(bench.putOnScale(number) ? 'simulate.weighed' : 'simulate.noScale', { grams: number }));
    } else cli.streams.err(`${cli.texts('simulate.typed')}\n`);
  });
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  clearInterval(timer);
  typed.close();
  await Promise.all([api.close(), shown]);
  await Promise.all([bench.close(), ...shops.map((shop) => shop.close())]);
  return { ok: true, data: { url, platforms: [...platforms] }, lines: [] };
}

/** What a person types where the workstation asks for its carrier, its printer and its scale. */
function benchLines({ texts }: Cli, { carrier, printer, scale }: SimulatedBench): string[] {
  return [
    texts('simulate.carrier', { url: carrier.serviceUrl, partner: carrier.partnerID, check: carrier.checkWord }),
    texts('simulate.printer', { host: printer.host, port: printer.port }),
    scale ? texts('simulate.scale', { path: scale.path }) : texts('simulate.noScale'),
  ];
}

function platformOf(name: string): SimulatedPlatform {
  const platform = SIMULATED_PLATFORMS.find((known) => known === name);
  if (!platform) throw new UsageError('unknownPlatform', { platform: name, all: SIMULATED_PLATFORMS.join(', ') });
  return platform;
}

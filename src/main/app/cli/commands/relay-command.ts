import { Argument, InvalidArgumentError } from 'commander';
import type { Cli } from '#main/app/cli/cli.ts';
import type { CommandShape, CommonOptions } from '#main/app/cli/add-command.ts';
import { pathOf, wholeNumber } from '#main/app/cli/read-options.ts';

interface RelayCommandOptions extends CommonOptions {
  readonly name?: string;
  readonly host?: string;
  readonly port: number;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly insecureBehindProxy?: true;
  readonly keepDays: number;
  readonly maxMb: number;
}

const DEFAULT_PORT = 8787;
const DEFAULT_KEEP_DAYS = 14;
const DEFAULT_MAX_MB = 512;

/** `packbench relay`: takes pushes for workstations that no platform can reach. Runs on any small host with Node. */
export function relayCommand(cli: Cli): CommandShape<RelayCommandOptions> {
  const { texts } = cli;
  return {
    name: 'relay',
    hasData: false,
    shape: (command) =>
      command
        .addArgument(new Argument('<action>', texts('relay.action')).choices(['serve', 'pair', 'list', 'unpair']))
        .argument('[pairing]', texts('relay.pairing'))
        .option('--data <dir>', texts('relay.data', { dir: defaultDir(cli) }))
        .option('--name <text>', texts('relay.name'), shortText)
        .option('--host <address>', texts('relay.host'))
        .option('--port <number>', texts('relay.port'), wholeNumber(0, 65_535), DEFAULT_PORT)
        .option('--tls-cert <file>', texts('relay.tlsCert'))
        .option('--tls-key <file>', texts('relay.tlsKey'))
        .option('--insecure-behind-proxy', texts('relay.insecureBehindProxy'))
        .option('--keep-days <number>', texts('relay.keepDays'), wholeNumber(1, 365), DEFAULT_KEEP_DAYS)
        .option('--max-mb <number>', texts('relay.maxMb'), wholeNumber(1, 1_000_000), DEFAULT_MAX_MB),
    async run([action, pairing], options) {
      const work = await import('#main/app/cli/work/run-relay.ts');
      const dataDir = options.data === undefined ? defaultDir(cli) : pathOf(cli, options.data);
      if (action === 'pair') return work.pairRelay(cli, dataDir, options.name ?? '');
      if (action === 'list') return work.listRelay(cli, dataDir);
      if (action === 'unpair') return work.unpairRelay(cli, dataDir, pairing);
      return work.serveRelay(cli, {
        dataDir,
        host: options.host,
        port: options.port,
        certFile: options.tlsCert === undefined ? null : pathOf(cli, options.tlsCert),
        keyFile: options.tlsKey === undefined ? null : pathOf(cli, options.tlsKey),
        isBehindProxy: options.insecureBehindProxy === true,
        keepDays: options.keepDays,
        maxMb: options.maxMb,
        isJson: options.json === true,
      });
    },
  };
}

function defaultDir(cli: Cli): string {
  return `${cli.host.defaultDataDir}-relay`;
}

function shortText(text: string): string {
  if (text.length > 60) throw new InvalidArgumentError('1…60');
  return text;
}

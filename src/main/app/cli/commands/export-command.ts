import { Argument, Option } from 'commander';
import type { Cli } from '#main/app/cli/cli.ts';
import type { CommandShape, CommonOptions } from '#main/app/cli/add-command.ts';
import { UsageError } from '#main/app/cli/command-result.ts';
import type { ExportKind } from '#main/app/cli/export/export-data.ts';
import type { ExportFormat } from '#main/app/cli/export/write-export.ts';
import { dataDirOf, pathOf } from '#main/app/cli/read-options.ts';
import { DisplayStatus } from '#shared/model/order.ts';

interface ExportOptions extends CommonOptions {
  readonly format?: ExportFormat;
  readonly out?: string;
  readonly status?: string;
  readonly shop?: string;
  readonly order?: string;
  readonly reveal?: true;
  readonly reason?: string;
  /** False with `--no-bom`. */
  readonly bom: boolean;
}

const KINDS: readonly ExportKind[] = ['orders', 'stock', 'timeline'];

/** `packbench export orders|stock|timeline`: for spreadsheets and other programs; personal data masked unless revealed. */
export function exportCommand(cli: Cli): CommandShape<ExportOptions> {
  const { texts } = cli;
  return {
    name: 'export',
    shape: (command) =>
      command
        .addArgument(new Argument('<what>', texts('export.what')).choices(KINDS))
        .addOption(new Option('--format <format>', texts('export.format')).choices(['csv', 'json']))
        .option('--out <file>', texts('export.out'))
        .addOption(new Option('--status <status>', texts('export.status')).choices(DisplayStatus.options))
        .option('--shop <name>', texts('export.shop'))
        .option('--order <number>', texts('export.order'))
        .option('--reveal', texts('export.reveal'))
        .option('--reason <text>', texts('export.reason'))
        .option('--no-bom', texts('export.noBom')),
    async run([word], options) {
      const what = KINDS.find((kind) => kind === word) ?? 'orders';
      const { status = null, shop = null, order = null, reason = '' } = options;
      if (options.reveal && reason.trim() === '') throw new UsageError('reasonMissing');
      if (what === 'stock' && (status ?? shop ?? order) !== null) throw new UsageError('stockHasNoFilter');
      const { exportData } = await import('#main/app/cli/export/export-data.ts');
      return exportData(cli, dataDirOf(cli, options), {
        what,
        filter: { status, shop, order, isRevealed: options.reveal === true },
        format: options.format ?? (options.json && options.out === undefined ? 'json' : 'csv'),
        file: options.out === undefined ? null : pathOf(cli, options.out),
        hasByteOrderMark: options.bom && options.out !== undefined,
        reason,
      });
    },
  };
}

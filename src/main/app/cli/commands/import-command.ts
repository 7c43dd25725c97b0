import { Argument } from 'commander';
import type { Cli } from '#main/app/cli/cli.ts';
import type { CommandShape, CommonOptions } from '#main/app/cli/add-command.ts';
import { UsageError } from '#main/app/cli/command-result.ts';
import { collect, dataDirOf, pathOf } from '#main/app/cli/read-options.ts';

interface ImportOptions extends CommonOptions {
  readonly map?: readonly string[];
  readonly shop?: string;
  readonly apply?: true;
}

/** `packbench import orders|skus <file>`: shows what a file would do; `--apply` does it. `import undo <id>` takes it back. */
export function importCommand(cli: Cli): CommandShape<ImportOptions> {
  const { texts } = cli;
  return {
    name: 'import',
    shape: (command) =>
      command
        .addArgument(new Argument('<what>', texts('import.what')).choices(['orders', 'skus', 'customs_goods', 'undo']))
        .argument('<file>', texts('import.file'))
        .option('--map <field=column>', texts('import.map'), collect)
        .option('--shop <name>', texts('import.shop'))
        .option('--apply', texts('import.apply')),
    async run([what, file = ''], options) {
      if (what !== 'orders' && options.shop !== undefined) throw new UsageError('shopOnlyForOrders');
      const { importFile, takeImportBack } = await import('#main/app/cli/work/import-file.ts');
      const dataDir = dataDirOf(cli, options);
      if (what === 'undo') return takeImportBack(cli, dataDir, file);
      return importFile(cli, dataDir, {
        kind: what === 'orders' || what === 'customs_goods' ? what : 'skus',
        path: pathOf(cli, file),
        map: options.map ?? [],
        shop: options.shop,
        isApplied: options.apply === true,
      });
    },
  };
}

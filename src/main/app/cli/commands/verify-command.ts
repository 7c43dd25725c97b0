import type { Cli } from '#main/app/cli/cli.ts';
import type { CommandShape, CommonOptions } from '#main/app/cli/add-command.ts';
import { dataDirOf } from '#main/app/cli/read-options.ts';

/** `packbench verify`: event chains, stock ledger, label keys and the file itself. */
export function verifyCommand(cli: Cli): CommandShape<CommonOptions> {
  return {
    name: 'verify',
    shape: () => {},
    async run(_words, options) {
      const { verify } = await import('#main/app/cli/work/verify.ts');
      return verify(cli, dataDirOf(cli, options));
    },
  };
}

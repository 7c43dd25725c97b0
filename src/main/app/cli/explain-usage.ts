import type { CommanderError } from 'commander';
import type { CliTexts } from '#main/app/cli/cli-texts.ts';

/** Commander's codes -> our texts. What is not listed is passed on in commander's own words. */
const KEYS: Readonly<Record<string, string>> = {
  'commander.unknownCommand': 'usage.unknownCommand',
  'commander.unknownOption': 'usage.unknownOption',
  'commander.missingArgument': 'usage.missingArgument',
  'commander.optionMissingArgument': 'usage.optionMissingArgument',
  'commander.excessArguments': 'usage.excessArguments',
};

/** What is wrong with a command line, in the reader's language. Commander names the word concerned in quotes. */
export function explainUsage(texts: CliTexts, error: CommanderError): string {
  const key = KEYS[error.code];
  const what = /'([^']*)'/.exec(error.message)?.[1] ?? '';
  if (key) return texts(key, { what });
  const invalid = /argument '([^']*)' is invalid\. (.*)$/s.exec(error.message);
  if (error.code === 'commander.invalidArgument' && invalid)
    return texts('usage.invalidArgument', { what, value: invalid[1] ?? '', why: invalid[2] ?? '' });
  return error.message.replace(/^error: /, '');
}

import type { CommanderError } from 'commander';
import type { CliTexts } from '#main/app/cli/cli-texts.ts';

/** Commander's codes -> our texts. What is not listed is passed on in commander's own words. */
const KEYS: Readonly<Record<string, string>> = {
  'commander.unknownCommand': 'usage.unknownCommand',
  'commander.unknownOption': 'usage.unknownOption',
  'commander.missingArgument': 'usage.missingArgument',
  'commander.optionMissingArgument': 'usage.optionMissingArgument',
  'commander.excessArguments': 'usage.excessArguments',
  'commander.help': 'usage.noCommand',
};

/** What may stand there, where commander lists it; the product's own reasons are bounds without words. */
function explainChoices(texts: CliTexts, why: string): string {
  const choices = /^Allowed choices are (.*)\.$/.exec(why)?.[1];
  return choices === undefined ? why : texts('usage.choices', { choices });
}

/** What is wrong with a command line, in the reader's language. Commander names the word concerned in quotes. */
export function explainUsage(texts: CliTexts, error: CommanderError): string {
  const key = KEYS[error.code];
  const what = /'([^']*)'/.exec(error.message)?.[1] ?? '';
  if (key) return texts(key, { what });
  if (error.code === 'commander.invalidArgument') {
    const option = /argument '(?<value>[^']*)' is invalid\. (?<why>.*)$/s.exec(error.message);
    const word = /value '(?<value>[^']*)' is invalid for argument '(?<what>[^']*)'\. (?<why>.*)$/s.exec(error.message);
    const found = option?.groups ?? word?.groups;
    if (found)
      return texts('usage.invalidArgument', { what, ...found, why: explainChoices(texts, found['why'] ?? '') });
  }
  return error.message.replace(/^error: /, '');
}

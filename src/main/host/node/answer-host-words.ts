import { readHostWish } from '#main/host/host-arguments.ts';
import { readHostTexts } from '#main/host/host-texts.ts';
import type { Language } from '#shared/i18n/languages.ts';

/** What is printed instead of a start, where, and the exit code that goes with it. */
export interface HostAnswer {
  readonly text: string;
  readonly exitCode: 0 | 2;
}

/** Answers words that ask for help or are wrong. @returns null where a workstation is to run */
export function answerHostWords(words: readonly string[], resourcesDir: string, language: Language): HostAnswer | null {
  const wish = readHostWish(words);
  if (wish.kind === 'run') return null;
  const { usage } = readHostTexts(resourcesDir, language);
  if (wish.kind === 'help') return { text: usage.help, exitCode: 0 };
  const mistake =
    wish.kind === 'bad-port'
      ? usage.badPort.replace('{{value}}', wish.value)
      : usage.wrong.replace('{{why}}', wish.why);
  return { text: `packbench: ${mistake}\n\n${usage.help}`, exitCode: 2 };
}

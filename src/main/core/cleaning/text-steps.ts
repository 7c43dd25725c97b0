import { characterSet, foldLettersAndDigits } from '#core/kernel/characters.ts';
import { joinBreaks } from '#core/orders/clean-text.ts';
import type { CleaningProblem, DefinitionOf, Replacement } from '#shared/model/cleaning.ts';

/** Texts that a step leaves alone for certain: `ascii` without spaces; `common` Chinese and ASCII with no space at the ends. */
export type Keeps = 'nothing' | 'ascii' | 'common';

/** One rule on one text. */
export interface TextStep {
  readonly keeps: Keeps;
  /** @throws RuleStop when the text cannot be settled */
  apply(text: string): string;
}

/** A rule gives up on an order; what it would have changed stays as it is. */
export class RuleStop extends Error {
  readonly problem: CleaningProblem;
  constructor(problem: CleaningProblem) {
    super(problem);
    this.problem = problem;
  }
}

export type TextDefinition = DefinitionOf<'remove_characters' | 'width_fold' | 'tidy'>;

/** Notes are a few hundred characters; a replacement that grows beyond is a mistake. */
const MOST_CHARACTERS = 5_000;
/** Replacements that answer each other for ever are given up. */
const MOST_ROUNDS = 20;

/** Compiles a rule on texts; applied again to its own result it changes nothing. */
export function compileText(definition: TextDefinition): TextStep {
  switch (definition.kind) {
    case 'remove_characters': {
      const set = characterSet(definition.classes, definition.characters);
      const keeps = definition.characters === '' ? 'common' : 'nothing';
      return { keeps, apply: (text) => text.replace(set, '') };
    }
    case 'width_fold':
      return definition.form === 'compatibility'
        ? { keeps: 'ascii', apply: (text) => text.normalize('NFKC') }
        : { keeps: 'common', apply: foldLettersAndDigits };
    case 'tidy':
      return compileTidy(definition);
  }
}

function compileTidy(tidy: DefinitionOf<'tidy'>): TextStep {
  const steps: ((text: string) => string)[] = [];
  if (tidy.compose) steps.push((text) => text.normalize('NFC'));
  if (tidy.joinBreaks) steps.push(joinBreaks);
  if (tidy.letterCase === 'upper') steps.push((text) => text.toUpperCase());
  if (tidy.letterCase === 'lower') steps.push((text) => text.toLowerCase());
  if (tidy.replacements.length > 0) steps.push((text) => replaceAll(text, tidy.replacements));
  if (tidy.collapseSpaces) steps.push((text) => text.replace(/[ \t\u00A0\u3000]+/g, ' '));
  if (tidy.trim) steps.push((text) => text.trim());
  const once = (text: string) => steps.reduce((current, step) => step(current), text);
  const isSettledAtOnce = tidy.replacements.length === 0 && tidy.letterCase === 'keep';
  if (isSettledAtOnce) return { keeps: tidy.collapseSpaces ? 'ascii' : 'common', apply: once };
  return { keeps: 'nothing', apply: (text) => untilSettled(text, once) };
}

/** Trimming can make room for a replacement at the end, and the other way round: the steps run until they have nothing to do. */
function untilSettled(text: string, once: (text: string) => string): string {
  let current = text;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const next = once(current);
    if (next === current) return current;
    if (next.length > MOST_CHARACTERS) throw new RuleStop('too_long');
    current = next;
  }
  throw new RuleStop('restless');
}

function replaceAll(text: string, replacements: readonly Replacement[]): string {
  return replacements.reduce((current, each) => replaceOnce(current, each), text);
}

function replaceOnce(text: string, { find, replaceWith, where }: Replacement): string {
  switch (where) {
    case 'anywhere':
      return text.replaceAll(find, () => replaceWith);
    case 'start':
      return text.startsWith(find) ? replaceWith + text.slice(find.length) : text;
    case 'end':
      return text.endsWith(find) ? text.slice(0, -find.length) + replaceWith : text;
    case 'whole':
      return text === find ? replaceWith : text;
  }
}

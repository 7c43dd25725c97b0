import { expect, it } from 'vitest';
import { emptyParts } from '#renderer/features/settings/cleaning/empty-parts.ts';
import { emptyDefinition } from '#renderer/features/settings/cleaning/empty-definition.ts';
import { CleaningDefinition } from '#shared/model/cleaning.ts';

/** What the form lets through must be taken by the backend, and the other way round. */
it.each(['remove_characters', 'width_fold', 'tidy', 'keyword_flag'] as const)('a new rule of kind %s', (kind) => {
  const definition = emptyDefinition(kind);
  expect(emptyParts(definition).length > 0).toBe(!CleaningDefinition.safeParse(definition).success);
});

it('names what a rule on words still needs', () => {
  expect(
    emptyParts({ kind: 'keyword_flag', notes: [], include: [], exclude: [], flag: ' ', tone: 'warn', act: 'none' }),
  ).toEqual(['notes', 'include', 'flag']);
});

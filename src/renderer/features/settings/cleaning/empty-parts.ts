import type { CleaningDefinition } from '#shared/model/cleaning.ts';

/** Fields of the form that a rule cannot do without and that hold nothing yet; keys below `form` of cleaning.json. */
export type EmptyPart = 'name' | 'fields' | 'find' | 'notes' | 'include' | 'flag';

/** What is still to be filled in before the definition can be tried. */
export function emptyParts(definition: CleaningDefinition): EmptyPart[] {
  switch (definition.kind) {
    case 'keyword_flag':
      return [
        ...(definition.notes.length === 0 ? (['notes'] as const) : []),
        ...(definition.include.length === 0 ? (['include'] as const) : []),
        ...(definition.flag.trim() === '' ? (['flag'] as const) : []),
      ];
    case 'tidy':
      return [
        ...(definition.fields.length === 0 ? (['fields'] as const) : []),
        ...(definition.replacements.some(({ find }) => find === '') ? (['find'] as const) : []),
      ];
    case 'remove_characters':
    case 'width_fold':
      return definition.fields.length === 0 ? ['fields'] : [];
    case 'phone':
    case 'address':
      return [];
  }
}

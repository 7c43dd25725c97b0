import type { CleaningDefinition, CleaningKind } from '#shared/model/cleaning.ts';

/** Kinds of which a shop may want more than the product comes with. */
export const NEW_KINDS: readonly CleaningKind[] = ['keyword_flag', 'tidy', 'remove_characters', 'width_fold'];

/** What a new rule begins with. */
export function emptyDefinition(kind: CleaningKind): CleaningDefinition {
  switch (kind) {
    case 'remove_characters':
      return { kind, fields: ['street'], classes: [], characters: '' };
    case 'width_fold':
      return { kind, fields: ['street'], form: 'letters_digits' };
    case 'tidy':
      return {
        kind,
        fields: ['street'],
        compose: false,
        joinBreaks: false,
        collapseSpaces: false,
        trim: true,
        letterCase: 'keep',
        replacements: [],
      };
    case 'phone':
      return { kind, foreignForm: 'e164', extensionFromName: true };
    case 'address':
      return { kind, minimumConfidence: 70, takeFromStreet: true, fullNames: true };
    case 'keyword_flag':
      return {
        kind,
        notes: ['buyerNote', 'sellerNote'],
        include: [],
        exclude: [],
        flag: '',
        tone: 'warn',
        act: 'none',
      };
  }
}

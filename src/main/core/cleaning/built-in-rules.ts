import { CODE_FIELDS, IDENTITY_FIELDS, TEXT_FIELDS } from '#shared/model/cleaning.ts';
import type { CleaningDefinition, CleaningState, DefinitionOf } from '#shared/model/cleaning.ts';

export interface BuiltInRule {
  readonly id: string;
  readonly isLocked: boolean;
  /** What it begins with. */
  readonly state: CleaningState;
  readonly definition: CleaningDefinition;
}

const NUMBERS = [...IDENTITY_FIELDS, ...CODE_FIELDS];
const TEXTS = [...TEXT_FIELDS];

const NOTHING_TO_TIDY: Omit<DefinitionOf<'tidy'>, 'fields'> = {
  kind: 'tidy',
  compose: false,
  joinBreaks: false,
  collapseSpaces: false,
  trim: false,
  letterCase: 'keep',
  replacements: [],
};

/** How phones are read; an import asks it of its rows before any rule is in force. */
export const BUILT_IN_PHONE_RULE = { kind: 'phone', foreignForm: 'e164', extensionFromName: true } as const;

/**
 * The rules that the product comes with, in their sequence. Names are texts of the product under their ids. Numbers are cleaned as
 * `cleanIdentifier` does, texts as `cleanProse`: what is searched for and what is stored must be the same. Unseen characters go first:
 * one between a letter and its accent would keep them from being composed.
 */
export const BUILT_IN_RULES: readonly BuiltInRule[] = [
  {
    id: 'number-invisible',
    isLocked: true,
    state: 'on',
    definition: {
      kind: 'remove_characters',
      fields: NUMBERS,
      classes: ['invisible', 'joiners', 'control', 'breaks'],
      characters: '',
    },
  },
  {
    id: 'number-width',
    isLocked: true,
    state: 'on',
    definition: { kind: 'width_fold', fields: NUMBERS, form: 'compatibility' },
  },
  {
    id: 'number-ends',
    isLocked: true,
    state: 'on',
    definition: { ...NOTHING_TO_TIDY, fields: NUMBERS, trim: true },
  },
  {
    id: 'country-case',
    isLocked: true,
    state: 'on',
    definition: { ...NOTHING_TO_TIDY, fields: ['country'], letterCase: 'upper' },
  },
  {
    id: 'text-invisible',
    isLocked: false,
    state: 'on',
    definition: { kind: 'remove_characters', fields: TEXTS, classes: ['invisible', 'control'], characters: '' },
  },
  {
    id: 'text-compose',
    isLocked: false,
    state: 'on',
    definition: { ...NOTHING_TO_TIDY, fields: TEXTS, compose: true },
  },
  {
    id: 'text-ends',
    isLocked: false,
    state: 'on',
    definition: { ...NOTHING_TO_TIDY, fields: TEXTS, joinBreaks: true, trim: true },
  },
  {
    id: 'address-width',
    isLocked: false,
    state: 'draft',
    definition: {
      kind: 'width_fold',
      fields: ['name', 'province', 'city', 'district', 'town', 'street'],
      form: 'letters_digits',
    },
  },
  {
    id: 'phone',
    isLocked: false,
    state: 'draft',
    definition: BUILT_IN_PHONE_RULE,
  },
  {
    id: 'address',
    isLocked: false,
    state: 'draft',
    definition: { kind: 'address', minimumConfidence: 70, takeFromStreet: true, fullNames: true },
  },
  {
    id: 'flag-invoice',
    isLocked: false,
    state: 'on',
    definition: {
      kind: 'keyword_flag',
      notes: ['buyerNote', 'sellerNote'],
      include: ['发票', '开票', '专票', '普票', '抬头', 'invoice'],
      exclude: [
        '不要发票',
        '不用发票',
        '不需要发票',
        '无需发票',
        '不开发票',
        '不用开发票',
        '不要开发票',
        '不需要开发票',
        '不开票',
        '不用开票',
        '不要开票',
        '不需要开票',
        '无需开票',
        'no invoice',
        'without invoice',
        'invoice not needed',
      ],
      flag: 'invoice',
      tone: 'accent',
      act: 'show',
    },
  },
  {
    id: 'flag-gift',
    isLocked: false,
    state: 'on',
    definition: {
      kind: 'keyword_flag',
      notes: ['buyerNote', 'sellerNote'],
      include: [
        '礼物',
        '送礼',
        '送人',
        '贺卡',
        '礼品袋',
        '礼盒包装',
        '礼品包装',
        '生日卡',
        'gift',
        'gift wrap',
        'greeting card',
      ],
      exclude: [
        '不要贺卡',
        '不用贺卡',
        '不需要贺卡',
        '不是礼物',
        '不送礼',
        '不送人',
        '不是送人',
        '不要礼品袋',
        'not a gift',
        'no gift wrap',
        'no gift',
      ],
      flag: 'gift_note',
      tone: 'go',
      act: 'show',
    },
  },
  {
    id: 'flag-urgent',
    isLocked: false,
    state: 'on',
    definition: {
      kind: 'keyword_flag',
      notes: ['buyerNote', 'sellerNote'],
      include: ['加急', '急用', '急单', '急件', '急需', '急', '尽快发', '赶时间', 'urgent', 'asap', 'rush'],
      exclude: [
        '不加急',
        '不用加急',
        '不需要加急',
        '不着急',
        '不急',
        '别急',
        '不是很急',
        '不用急',
        '急救',
        '应急',
        '急冻',
        '急支',
        'not urgent',
        'no rush',
      ],
      flag: 'urgent',
      tone: 'stop',
      act: 'show',
    },
  },
];

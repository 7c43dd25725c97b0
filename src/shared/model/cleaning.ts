import { z } from 'zod';

/** Rules that tidy what channels send: their shapes, as they are stored, sent and edited. */

/** Numbers that identify an order. They are cleaned by locked rules alone: a switch must not make two orders of one. */
export const IDENTITY_FIELDS = ['externalNumber', 'displayNumber', 'externalIds', 'lineId', 'skuCode'] as const;
/** Codes of the recipient: compared and sent, not read as prose. */
export const CODE_FIELDS = ['phone', 'country', 'postcode'] as const;
export const PLACE_FIELDS = ['province', 'city', 'district', 'town', 'street'] as const;
/** Texts for people. */
export const TEXT_FIELDS = ['buyerNote', 'sellerNote', 'flags', 'title', 'variant', 'name', ...PLACE_FIELDS] as const;

export const CleaningField = z.enum([...IDENTITY_FIELDS, ...CODE_FIELDS, ...TEXT_FIELDS]);
export type CleaningField = z.infer<typeof CleaningField>;

export const CharacterClass = z.enum(['invisible', 'joiners', 'control', 'breaks']);
export type CharacterClass = z.infer<typeof CharacterClass>;

const Fields = z.array(CleaningField).min(1).max(CleaningField.options.length);
const Word = z.string().trim().min(1).max(40);

/** Takes characters out. */
const RemoveCharacters = z.object({
  kind: z.literal('remove_characters'),
  fields: Fields,
  classes: z.array(CharacterClass).max(CharacterClass.options.length),
  /** Own characters beside the classes, written one after the other. */
  characters: z.string().max(60),
});

/** Full width to half width. */
const WidthFold = z.object({
  kind: z.literal('width_fold'),
  fields: Fields,
  /**
   * `letters_digits`: letters, digits and the wide space; punctuation of Chinese texts stays. `compatibility`: every form that only
   * looks different (Unicode NFKC), for numbers.
   */
  form: z.enum(['letters_digits', 'compatibility']),
});

export const Replacement = z.object({
  find: z.string().min(1).max(60),
  replaceWith: z.string().max(60),
  where: z.enum(['anywhere', 'start', 'end', 'whole']),
});
export type Replacement = z.infer<typeof Replacement>;

/** Small repairs of a text, in this sequence: compose, breaks, case, replacements, spaces, ends. */
const Tidy = z.object({
  kind: z.literal('tidy'),
  fields: Fields,
  /** Accents as one character (Unicode NFC). */ compose: z.boolean(),
  /** Several line breaks become one. */ joinBreaks: z.boolean(),
  /** Several spaces become one. */ collapseSpaces: z.boolean(),
  trim: z.boolean(),
  letterCase: z.enum(['keep', 'upper', 'lower']),
  replacements: z.array(Replacement).max(50),
});

/** Phone numbers in one spelling. What cannot be read is flagged and stays as it is. */
const Phone = z.object({
  kind: z.literal('phone'),
  /** How numbers outside mainland China are written. */
  foreignForm: z.enum(['e164', 'international']),
  /** A virtual number whose extension stands only in the name (张三[1234]) gets it too. */
  extensionFromName: z.boolean(),
});

/** Chinese addresses by the table of divisions. What is doubtful is flagged and stays as it is. */
const Address = z.object({
  kind: z.literal('address'),
  /** Below it nothing is changed, 50 to 100. */
  minimumConfidence: z.int().min(50).max(100),
  /** Places that stand in the street only are put into their fields. */
  takeFromStreet: z.boolean(),
  /** 北京 becomes 北京市; former names become the present ones. */
  fullNames: z.boolean(),
});

export const FlagTone = z.enum(['neutral', 'accent', 'go', 'warn', 'stop']);
export type FlagTone = z.infer<typeof FlagTone>;

/** Words in notes become a flag. */
const KeywordFlag = z.object({
  kind: z.literal('keyword_flag'),
  notes: z.array(z.enum(['buyerNote', 'sellerNote'])).min(1),
  include: z.array(Word).min(1).max(100),
  /** Read first: what they cover cannot ask for the flag (不要发票). */
  exclude: z.array(Word).max(100),
  /** What lists show: a word of the product (`urgent`) or the shop's own text. A colon would make it a platform's label. */
  flag: z
    .string()
    .trim()
    .min(1)
    .max(24)
    .regex(/^[^:]+$/u),
  tone: FlagTone,
  /** `hold`: a lead must look; `show`: the packing screen shows it big. */
  act: z.enum(['none', 'hold', 'show']),
});

export const CleaningDefinition = z.discriminatedUnion('kind', [
  RemoveCharacters,
  WidthFold,
  Tidy,
  Phone,
  Address,
  KeywordFlag,
]);
export type CleaningDefinition = z.infer<typeof CleaningDefinition>;
export type CleaningKind = CleaningDefinition['kind'];
export type DefinitionOf<K extends CleaningKind> = Extract<CleaningDefinition, { kind: K }>;

/** `stopped`: by itself, because its errors rose. */
export const CleaningState = z.enum(['draft', 'rolling_out', 'on', 'stopped', 'off']);
export type CleaningState = z.infer<typeof CleaningState>;

/** Why a rule left something as it was. */
export const CleaningProblem = z.enum([
  'emptied',
  'too_long',
  'restless',
  'phone_doubtful',
  'address_doubtful',
  'failed',
]);
export type CleaningProblem = z.infer<typeof CleaningProblem>;

/** Flags of orders whose phone or address somebody should look at. */
export const DOUBT_FLAGS = ['phone_doubtful', 'address_doubtful'] as const;
export const DoubtFlag = z.enum(DOUBT_FLAGS);
export type DoubtFlag = z.infer<typeof DoubtFlag>;

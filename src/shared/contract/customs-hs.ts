import { z } from 'zod';
import { HsCode } from '#shared/model/customs.ts';
import { SkuId } from '#shared/model/ids.ts';

/** One step down the Harmonized System; a section has a Roman number, the others 2, 4 or 6 digits. */
export const HsPathStep = z.object({
  level: z.enum(['section', 'chapter', 'heading', 'subheading']),
  code: z.string(),
  text: z.string(),
});
export type HsPathStep = z.infer<typeof HsPathStep>;

/** Why a hit was found. */
export const HsReason = z.object({
  /** As it was typed. */
  typed: z.string(),
  /** The word of the HS text, or the digits, or the goods term that it was taken for. */
  found: z.string(),
  /** `term`: the vocabulary names this code for it; `similar`: a typing error is likely; `translated`: word of another language. */
  how: z.enum(['digits', 'word', 'beginning', 'similar', 'translated', 'term', 'similar_term']),
  /** Where the word stands. */
  part: z.enum(['chapter', 'heading', 'subheading', 'vocabulary']),
});
export type HsReason = z.infer<typeof HsReason>;

export const HsHit = z.object({
  /** Four or six digits. */
  code: z.string(),
  text: z.string(),
  path: z.array(HsPathStep),
  /** Six digits and nothing below: can be entered. */
  isSubheading: z.boolean(),
  reasons: z.array(HsReason),
  score: z.number(),
});
export type HsHit = z.infer<typeof HsHit>;

/** A code that own goods with a similar title have; a suggestion until a person takes it. */
export const HsSuggestion = z.object({
  codes: z.array(HsCode),
  /** 0 to 100. */
  likeness: z.int(),
  skuId: SkuId,
  skuCode: z.string(),
  title: z.string(),
  /** The words that both have. */
  shared: z.array(z.string()),
});
export type HsSuggestion = z.infer<typeof HsSuggestion>;

/** Codes with which goods were declared earlier; a suggestion until a person takes them. */
export const HsDeclared = z.object({
  codes: z.array(HsCode),
  skuCode: z.string(),
  /** English description as it was declared last. */
  description: z.string(),
  /** The very goods that are looked at. */
  isSame: z.boolean(),
  /** 0 to 100. */
  likeness: z.int(),
  /** The words that both have. */
  shared: z.array(z.string()),
  /** Parcels that were declared so, the last ship date of them, and how many of their orders customs refused. */
  times: z.int(),
  lastDay: z.string(),
  refused: z.int(),
});
export type HsDeclared = z.infer<typeof HsDeclared>;

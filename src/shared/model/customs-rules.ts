import { z } from 'zod';
import {
  BatteryKind,
  CalendarDay,
  CountryCode,
  CustomsChannel,
  GoodsFlag,
  HsScheme,
  IdNumberKind,
  Incoterm,
  ItemCategory,
} from '#shared/model/customs.ts';
import { CurrencyCode } from '#shared/model/money.ts';

/** Customs rules as data: who they are for, when they hold, what they ask for, how sure they are, and where that was read. */

/**
 * How well a fact is known, and thereby how loud a rule may be: V read in an official source or in two independent ones (may block);
 * S read in one secondary source (warns; blocks after a person confirmed it); M general knowledge (a hint); X sources disagree (warns, with the doubt).
 */
export const RuleConfidence = z.enum(['V', 'S', 'M', 'X']);
export type RuleConfidence = z.infer<typeof RuleConfidence>;

export const RuleSeverity = z.enum(['block', 'warn', 'info']);
export type RuleSeverity = z.infer<typeof RuleSeverity>;

/** Country or own customs territory, as in CustomsDeclaration.territory. */
export const TerritoryCode = z.string().regex(/^[A-Z]{2}(-[A-Z]{2,5})?$/);

const Text = z.string().trim().min(1).max(600);

/** Decimal text in major units: `150.00`. */
export const RuleAmount = z.strictObject({
  amount: z.string().regex(/^\d{1,12}(\.\d{1,3})?$/),
  currency: CurrencyCode,
});
export type RuleAmount = z.infer<typeof RuleAmount>;

/** Value of the goods alone, or with freight and insurance, or the dearest single unit. */
const ValueBasis = z.enum(['goods', 'with_freight', 'unit']);

/** What must be true for a rule to speak; all that is given must hold. Conditions on goods choose the lines that it speaks about. */
export const RuleCondition = z.strictObject({
  channels: z.array(CustomsChannel).min(1).optional(),
  receiver: z.enum(['person', 'company']).optional(),
  categories: z.array(ItemCategory).min(1).optional(),
  incoterms: z.array(Incoterm).min(1).optional(),
  senderCountries: z.array(CountryCode).min(1).optional(),
  /** A number of one of these kinds stands at one of the parties. */
  hasNumber: z.array(IdNumberKind).min(1).optional(),
  isPaid: z.boolean().optional(),
  isTaxPrepaid: z.boolean().optional(),
  isMailOrder: z.boolean().optional(),
  valueBasis: ValueBasis.optional(),
  /** Equal counts as "at most". */
  valueAtMost: RuleAmount.optional(),
  valueAbove: RuleAmount.optional(),
  grossWeightAboveG: z.int().positive().optional(),
  /** Any of these, on the line. */
  flags: z.array(GoodsFlag).min(1).optional(),
  batteries: z.array(BatteryKind).min(1).optional(),
  /** Beginnings of goods codes, 2 to 6 digits. */
  hsPrefixes: z
    .array(z.string().regex(/^\d{2,6}$/))
    .min(1)
    .optional(),
  notHsPrefixes: z
    .array(z.string().regex(/^\d{2,6}$/))
    .min(1)
    .optional(),
});
export type RuleCondition = z.infer<typeof RuleCondition>;

/** Fields that a rule can require. `lines.` stands for every line that the condition chose. */
export const RequiredField = z.enum([
  'recipient.name',
  'recipient.street',
  'recipient.city',
  'recipient.postcode',
  'recipient.phone',
  'recipient.email',
  'recipient.localName',
  'sender.name',
  'sender.street',
  'sender.city',
  'sender.postcode',
  'sender.phone',
  'grossWeightG',
  'trackingNumber',
  'platformName',
  'sellerBrand',
  'namedPlace',
  'categoryNote',
  'isMailOrder',
  'isTaxPrepaid',
  'lines',
  'lines.descriptionEn',
  'lines.material',
  'lines.use',
  'lines.origin',
  'lines.netWeightG',
  'lines.valueMinor',
  'lines.skuCode',
  'lines.manufacturerProductId',
  'lines.gtin',
]);
export type RequiredField = z.infer<typeof RequiredField>;

/** What a rule asks for, or says. */
export const RuleEffect = z.discriminatedUnion('do', [
  /** The field is filled in; phones with seven digits at least, e-mail addresses with an @. */
  z.strictObject({ do: z.literal('field'), field: RequiredField }),
  /** One number of these kinds, in its right form, stands at one of these parties. */
  z.strictObject({
    do: z.literal('number'),
    of: z.array(z.enum(['recipient', 'importer', 'sender'])).min(1),
    kinds: z.array(IdNumberKind).min(1),
  }),
  /** A goods code of one of the schemes with so many digits on each chosen line. */
  z.strictObject({ do: z.literal('hs_digits'), min: z.int().min(6).max(13), schemes: z.array(HsScheme).min(1) }),
  /** A description in this language on each chosen line. */
  z.strictObject({ do: z.literal('description'), language: z.string().regex(/^[a-z]{2}$/) }),
  /** A certificate of one of these kinds on each chosen line. */
  z.strictObject({ do: z.literal('certificate'), kinds: z.array(z.string().min(1).max(30)).min(1) }),
  /** Speaks whenever its condition holds: what is forbidden, and what is to be looked at. */
  z.strictObject({ do: z.literal('refuse') }),
  /** Spoken by the checker itself, about what it could not check. */
  z.strictObject({ do: z.literal('engine') }),
  /** A fact of the lane that papers and people need: thresholds, duties, fees. */
  z.strictObject({ do: z.literal('fact') }),
  /** What data cannot say; `limits` are its numbers, so that those stay data. */
  z.strictObject({
    do: z.literal('check'),
    check: z.string().regex(/^[a-z0-9-]{3,40}$/),
    limits: z.record(z.string(), z.number()).default({}),
  }),
]);
export type RuleEffect = z.infer<typeof RuleEffect>;

export const CustomsRule = z
  .strictObject({
    /** Begins with the territory of its file: `eu.ioss-limit`; stays the same for ever, confirmations hang on it. */
    id: z.string().regex(/^[a-z]{2,4}\.[a-z0-9-]{2,60}$/),
    /** Territories of the file that it is for; missing: all of them. */
    territories: z.array(TerritoryCode).min(1).optional(),
    /** First and last ship date that it holds for; null: open. */
    validFrom: CalendarDay.nullable(),
    validTo: CalendarDay.nullable(),
    severity: RuleSeverity,
    confidence: RuleConfidence,
    sourceRef: z.string().trim().min(1).max(200),
    checkedOn: CalendarDay,
    textEn: Text,
    textZh: Text,
    fixEn: z.string().trim().max(600),
    fixZh: z.string().trim().max(600),
    /** What the sources disagree about; only and always with confidence X. */
    doubtEn: Text.optional(),
    doubtZh: Text.optional(),
    condition: RuleCondition.default({}),
    effect: RuleEffect,
  })
  .refine((rule) => rule.validFrom === null || rule.validTo === null || rule.validFrom <= rule.validTo, {
    message: 'ends before it begins',
    path: ['validTo'],
  })
  .refine((rule) => (rule.confidence === 'X') === (rule.doubtEn !== undefined && rule.doubtZh !== undefined), {
    message: 'confidence X needs its doubt in both languages, the others have none',
    path: ['doubtEn'],
  });
export type CustomsRule = z.infer<typeof CustomsRule>;

/** One file of a pack: the rules of a lane. The lane `*` holds for every destination. */
export const CustomsLane = z.strictObject({
  lane: z.string().regex(/^([A-Z]{2}|\*)$/),
  titleEn: Text,
  titleZh: Text,
  /** Destinations that this lane answers for; empty only for `*`. */
  territories: z.array(TerritoryCode).max(60),
  rules: z.array(CustomsRule).max(300),
});
export type CustomsLane = z.infer<typeof CustomsLane>;

/** Words that checks look for; lower case. */
export const CustomsWords = z.strictObject({
  /** Refused as a whole description. */
  vague: z.array(z.string().min(2).max(60)).max(3000),
  /** Hint at goods that no carrier takes, anywhere in a description. */
  prohibited: z.array(z.string().min(2).max(60)).max(3000),
});
export type CustomsWords = z.infer<typeof CustomsWords>;

/** Everything that rules say, as one signed unit. `version` grows: yyyymmdd and a two-digit number. */
export const CustomsRulePack = z
  .strictObject({
    version: z.int().min(2_000_010_100).max(2_999_123_199),
    madeOn: CalendarDay,
    noteEn: z.string().max(600),
    noteZh: z.string().max(600),
    lanes: z.array(CustomsLane).min(1).max(300),
    words: CustomsWords,
  })
  .superRefine((pack, issues) => {
    const seen = new Set<string>();
    for (const id of pack.lanes.flatMap((lane) => [lane.lane, ...lane.rules.map((rule) => rule.id)])) {
      if (seen.has(id)) issues.addIssue({ code: 'custom', message: `${id} stands twice`, path: ['lanes'] });
      seen.add(id);
    }
    if (!seen.has('*')) issues.addIssue({ code: 'custom', message: 'the lane * is missing', path: ['lanes'] });
  });
export type CustomsRulePack = z.infer<typeof CustomsRulePack>;

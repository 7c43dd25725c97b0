import { z } from 'zod';
import { procedure } from '#shared/contract/procedure.ts';
import { CalendarDay } from '#shared/model/customs.ts';
import { RuleConfidence, RuleSeverity } from '#shared/model/customs-rules.ts';
import { CurrencyCode } from '#shared/model/money.ts';

export const CustomsRuleView = z.object({
  id: z.string(),
  /** Territory of the lane, `*` for all destinations; with its titles. */
  lane: z.string(),
  laneEn: z.string(),
  laneZh: z.string(),
  textEn: z.string(),
  textZh: z.string(),
  fixEn: z.string(),
  fixZh: z.string(),
  /** Empty unless sources disagree. */
  doubtEn: z.string(),
  doubtZh: z.string(),
  /** As loud as it is now, and as it would be if it were verified. */
  severity: RuleSeverity,
  wanted: RuleSeverity,
  confidence: RuleConfidence,
  /** Kind of its effect: field, number, fact ... */
  asks: z.string(),
  sourceRef: z.string(),
  checkedOn: CalendarDay,
  needsRecheck: z.boolean(),
  validFrom: CalendarDay.nullable(),
  validTo: CalendarDay.nullable(),
  /** False: begins later than the day that was asked for. */
  isInForce: z.boolean(),
  /** Of the rule as it stands; a confirmation names it. */
  digest: z.string(),
  /** `isCurrent: false`: the rule changed since. */
  confirmation: z.object({ by: z.string(), atMs: z.int(), note: z.string(), isCurrent: z.boolean() }).nullable(),
});
export type CustomsRuleView = z.infer<typeof CustomsRuleView>;

export const CustomsRulesState = z.object({
  /** yyyymmdd and a two-digit number. */
  version: z.int(),
  madeOn: CalendarDay,
  noteEn: z.string(),
  noteZh: z.string(),
  isBuiltIn: z.boolean(),
  builtInVersion: z.int(),
  /** Of the key that packs must be signed with; null: none is set, no pack is accepted. */
  keyFingerprint: z.string().nullable(),
  packs: z.array(
    z.object({
      version: z.int(),
      installedAtMs: z.int(),
      installedBy: z.string(),
      keyFingerprint: z.string(),
      undoneAtMs: z.int().nullable(),
      undoneBy: z.string().nullable(),
      /** False: made for a newer product; it is passed over. */
      isReadable: z.boolean(),
    }),
  ),
  destinations: z.array(z.object({ territory: z.string(), titleEn: z.string(), titleZh: z.string() })),
});
export type CustomsRulesState = z.infer<typeof CustomsRulesState>;

const RateFields = {
  from: CurrencyCode,
  to: CurrencyCode,
  day: CalendarDay,
  /** Decimal text: units of `to` for one unit of `from`. */
  rate: z.string().max(24),
  source: z.string().trim().max(120),
};
export const CustomsRateView = z.object({ ...RateFields, enteredAtMs: z.int(), enteredBy: z.string() });
export type CustomsRateView = z.infer<typeof CustomsRateView>;

const Word = { kind: z.enum(['vague', 'prohibited']), word: z.string().trim().min(1).max(60) };

/** Base64 of 4 MB. */
const MAX_FILE = 5_600_000;

export const customsRulesContract = {
  state: procedure(
    'read',
    'GET',
    '/customs/rules/state',
    'The rule pack in force, earlier ones, and destinations',
  ).output(CustomsRulesState),
  list: procedure('read', 'GET', '/customs/rules', 'Rules of a destination that hold on a day or begin later')
    .input(z.object({ territory: z.string().max(8), day: CalendarDay }))
    .output(z.object({ hasLane: z.boolean(), rules: z.array(CustomsRuleView) })),
  confirm: procedure(
    'lead',
    'POST',
    '/customs/rules/{ruleId}/confirmation',
    'Stand for a rule that was read in one source, so that it may block; or take that back',
  )
    .input(
      z.object({
        ruleId: z.string().max(80),
        digest: z.string().max(64),
        isConfirmed: z.boolean(),
        note: z.string().trim().max(300),
      }),
    )
    .output(z.object({})),
  installPack: procedure('admin', 'POST', '/customs/rule-packs', 'Put a signed rule pack in force')
    .input(z.object({ content: z.string().min(1).max(MAX_FILE), inForce: z.int() }))
    .output(z.object({ version: z.int() })),
  undoPack: procedure('admin', 'POST', '/customs/rule-packs/undo', 'Go back to the rule pack before this one')
    .input(z.object({ inForce: z.int(), reason: z.string().trim().min(1).max(300) }))
    .output(z.object({ version: z.int() })),
  rates: procedure('read', 'GET', '/customs/rates', 'The newest rate of each pair of currencies').output(
    z.object({ rates: z.array(CustomsRateView) }),
  ),
  enterRate: procedure('lead', 'PUT', '/customs/rates', 'Enter a rate, or correct the one of that day')
    .input(z.object({ ...RateFields, isSure: z.boolean().default(false) }))
    .output(z.object({})),
  importRates: procedure('lead', 'POST', '/customs/rates/import', 'Rates from a CSV or XLSX file: from, to, day, rate')
    .input(z.object({ fileName: z.string().max(200), contentBase64: z.base64().max(MAX_FILE) }))
    .output(
      z.object({
        taken: z.int(),
        refused: z.array(z.object({ rowNumber: z.int(), code: z.string(), detail: z.string() })),
      }),
    ),
  words: procedure('read', 'GET', '/customs/words', 'Own words that descriptions are checked for').output(
    z.object({ words: z.array(z.object({ ...Word, addedBy: z.string() })) }),
  ),
  addWord: procedure('lead', 'POST', '/customs/words', 'Add a vague or a prohibited word')
    .input(z.object(Word))
    .output(z.object({})),
  removeWord: procedure('lead', 'POST', '/customs/words/remove', 'Take out an own word')
    .input(z.object(Word))
    .output(z.object({})),
};

import { z } from 'zod';
import { PageInput, Problem } from '#shared/contract/common.ts';
import { procedure } from '#shared/contract/procedure.ts';
import { CaseField, CasePapers, CaseState, MendPlace, ValueSource } from '#shared/model/customs-case.ts';
import { CustomsProfile } from '#shared/model/customs-profile.ts';
import { CustomsFinding, IdNumber, IdNumberKind } from '#shared/model/customs.ts';
import { OrderId } from '#shared/model/ids.ts';

/** A shop's id, or empty for every shop without a profile of its own. */
const ProfileOwner = z.string().max(64);

export const ProfileSummary = z.object({
  shopId: ProfileOwner,
  shopName: z.string(),
  /** 0: this shop has none of its own. */
  version: z.int(),
  sender: z.string(),
  country: z.string(),
  /** Masked. */
  numbers: z.array(IdNumber),
  savedAtMs: z.int().nullable(),
  savedBy: z.string(),
});
export type ProfileSummary = z.infer<typeof ProfileSummary>;

export const ProfileDetail = z.object({
  shopId: ProfileOwner,
  version: z.int(),
  profile: CustomsProfile,
  history: z.array(
    z.object({ version: z.int(), savedAtMs: z.int(), savedBy: z.string(), changed: z.array(z.string()) }),
  ),
});
export type ProfileDetail = z.infer<typeof ProfileDetail>;

export const DeskOverview = z.object({
  states: z.record(CaseState, z.int()),
  /** Orders that wait to be judged. */
  due: z.int(),
  /** What blocks, most orders first. */
  fields: z.array(
    z.object({
      field: z.string(),
      place: MendPlace,
      orders: z.int(),
      skus: z.int(),
      /** In both languages, of one of the findings. */
      textEn: z.string(),
      textZh: z.string(),
    }),
  ),
  territories: z.array(z.object({ territory: z.string(), blocked: z.int(), total: z.int() })),
  /** The newest fill of this person that can still be undone. */
  lastFill: z.object({ id: z.string(), field: z.string(), orders: z.int(), atMs: z.int() }).nullable(),
  /** Whether this person may let parcels go with their findings. */
  mayRelease: z.boolean(),
});
export type DeskOverview = z.infer<typeof DeskOverview>;

export const CaseRow = z.object({
  orderId: OrderId,
  orderNumber: z.string(),
  shopName: z.string(),
  territory: z.string(),
  state: CaseState,
  recipientMasked: z.string(),
  blockCount: z.int(),
  warnCount: z.int(),
  /** What blocks, without doubles. */
  fields: z.array(z.string()),
  asked: z.array(z.object({ kind: IdNumberKind, atMs: z.int(), answeredAtMs: z.int().nullable() })),
  placedAtMs: z.int(),
  checkedAtMs: z.int(),
  version: z.int(),
});
export type CaseRow = z.infer<typeof CaseRow>;

export const CaseFinding = CustomsFinding.extend({
  key: z.string(),
  field: z.string(),
  place: MendPlace,
  skuId: z.string().nullable(),
  skuCode: z.string(),
  override: z.object({ reason: z.string(), by: z.string(), atMs: z.int() }).nullable(),
});
export type CaseFinding = z.infer<typeof CaseFinding>;

export const CaseDetail = CaseRow.extend({
  isOpen: z.boolean(),
  channel: z.string(),
  ruleVersion: z.string(),
  papers: CasePapers,
  findings: z.array(CaseFinding),
  values: z.array(
    z.object({ field: z.string(), shown: z.string(), source: ValueSource, by: z.string(), atMs: z.int() }),
  ),
  goods: z.array(z.object({ skuId: z.string().nullable(), skuCode: z.string(), title: z.string(), quantity: z.int() })),
});
export type CaseDetail = z.infer<typeof CaseDetail>;

const Told = z.object({ orderId: z.string(), orderNumber: z.string(), problem: Problem });
const Edited = z.object({ orderId: OrderId, version: z.int() });

/** Languages in which buyers can be asked. */
export const AskLanguage = z.enum(['en', 'zh', 'pt', 'es', 'ko', 'ja', 'ru', 'tr', 'id', 'th', 'ar', 'fr']);
export type AskLanguage = z.infer<typeof AskLanguage>;

export const AskTemplate = z.object({
  language: AskLanguage,
  text: z.string(),
  /** 0: the built-in words. */
  version: z.int(),
});
export type AskTemplate = z.infer<typeof AskTemplate>;

export const AskText = z.object({
  orderId: z.string(),
  orderNumber: z.string(),
  buyer: z.string(),
  language: AskLanguage,
  kinds: z.array(IdNumberKind),
  text: z.string(),
});
export type AskText = z.infer<typeof AskText>;

/** stored: the number is with its order; ambiguous: more than one could be meant; invalid: none holds its own check. */
export const ReplyOutcome = z.enum([
  'stored',
  'ambiguous',
  'invalid',
  'no_number',
  'order_unknown',
  'not_asked',
  'too_long',
]);
export type ReplyOutcome = z.infer<typeof ReplyOutcome>;

export const ReplyResult = z.object({
  /** Of the pasted text, from 1. */
  line: z.int(),
  orderNumber: z.string(),
  orderId: z.string().nullable(),
  outcome: ReplyOutcome,
  kind: IdNumberKind.nullable(),
  /** Masked. */
  shown: z.string(),
});
export type ReplyResult = z.infer<typeof ReplyResult>;

const MANY = 200;

export const customsDeskContract = {
  profiles: procedure('read', 'GET', '/customs/senders', 'Senders by shop, masked').output(
    z.object({ profiles: z.array(ProfileSummary) }),
  ),
  profile: procedure(
    'lead',
    'GET',
    '/customs/senders/edit',
    'One sender in clear, with its versions; shopId empty: everybody’s',
  )
    .input(z.object({ shopId: ProfileOwner.default('') }))
    .output(ProfileDetail),
  saveProfile: procedure('lead', 'PUT', '/customs/senders', 'Save a sender; refused when somebody saved meanwhile')
    .input(z.object({ shopId: ProfileOwner, version: z.int().nonnegative(), profile: CustomsProfile }))
    .output(ProfileDetail),
  overview: procedure('read', 'GET', '/customs/desk', 'What blocks orders that cross a border').output(DeskOverview),
  cases: procedure('read', 'GET', '/customs/cases', 'Orders that cross a border, the longest waiting first')
    .input(
      PageInput.extend({
        state: CaseState.nullish(),
        field: z.string().max(100).nullish(),
        territory: z.string().max(8).nullish(),
        search: z.string().max(60).default(''),
      }),
    )
    .output(z.object({ rows: z.array(CaseRow), next: z.string().nullable() })),
  case: procedure('read', 'GET', '/customs/cases/{orderId}', 'One order with its findings; personal numbers masked')
    .input(z.object({ orderId: OrderId }))
    .output(CaseDetail),
  reveal: procedure(
    'operate',
    'POST',
    '/customs/cases/{orderId}/reveal',
    'What was filled in, in clear; the look is logged',
  )
    .input(z.object({ orderId: OrderId, reason: z.string().trim().min(1).max(200) }))
    .output(z.object({ values: z.array(z.object({ field: z.string(), value: z.string() })) })),
  checkNumber: procedure(
    'read',
    'POST',
    '/customs/check-number',
    'Whether a number holds its own check; stores nothing',
  )
    .input(z.object({ kind: IdNumberKind, value: z.string().max(60) }))
    .output(z.object({ ok: z.boolean(), shown: z.string(), isFormatOnly: z.boolean() })),
  fill: procedure(
    'operate',
    'POST',
    '/customs/fill',
    'Fill one field of many orders; older versions are refused one by one',
  )
    .input(z.object({ orders: z.array(Edited).min(1).max(MANY), field: CaseField, value: z.string().max(400) }))
    .output(z.object({ fillId: z.string().nullable(), filled: z.int(), refused: z.array(Told) })),
  undoFill: procedure(
    'operate',
    'POST',
    '/customs/fills/{fillId}/undo',
    'Take a fill back where nobody changed it since',
  )
    .input(z.object({ fillId: z.string().max(64) }))
    .output(z.object({ undone: z.int(), kept: z.int() })),
  recheck: procedure(
    'operate',
    'POST',
    '/customs/recheck',
    'Judge orders anew; none named: every open one, behind the work at hand',
  )
    .input(z.object({ orderIds: z.array(OrderId).max(MANY) }))
    .output(z.object({ checked: z.int(), queued: z.boolean() })),
  override: procedure(
    'operate',
    'POST',
    '/customs/cases/{orderId}/override',
    'Let an order go with the named findings; needs the right customs_release',
  )
    .input(
      z.object({
        orderId: OrderId,
        version: z.int(),
        keys: z.array(z.string().max(300)).min(1).max(500),
        reason: z.string().trim().min(3).max(200),
      }),
    )
    .output(CaseDetail),
  withdraw: procedure(
    'operate',
    'POST',
    '/customs/cases/{orderId}/withdraw',
    'Take the override of an order back; needs the right customs_release',
  )
    .input(z.object({ orderId: OrderId, version: z.int() }))
    .output(CaseDetail),
  askTemplates: procedure('read', 'GET', '/customs/ask-templates', 'Words in which buyers are asked').output(
    z.object({ templates: z.array(AskTemplate) }),
  ),
  saveAskTemplate: procedure(
    'lead',
    'PUT',
    '/customs/ask-templates',
    'Own words for one language; empty: the built-in ones again',
  )
    .input(z.object({ language: AskLanguage, version: z.int().nonnegative(), text: z.string().trim().max(1500) }))
    .output(AskTemplate),
  ask: procedure(
    'operate',
    'POST',
    '/customs/ask',
    'Texts that ask buyers for their numbers; optionally marks the orders as asked',
  )
    .input(
      z.object({ orderIds: z.array(OrderId).min(1).max(MANY), language: AskLanguage.nullish(), mark: z.boolean() }),
    )
    .output(z.object({ texts: z.array(AskText), skipped: z.array(Told) })),
  takeReplies: procedure(
    'operate',
    'POST',
    '/customs/replies',
    'Read numbers out of pasted replies; no link is ever followed',
  )
    .input(z.object({ text: z.string().max(200_000), isTrial: z.boolean() }))
    .output(z.object({ results: z.array(ReplyResult) })),
};

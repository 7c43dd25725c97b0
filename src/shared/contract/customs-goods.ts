import { z } from 'zod';
import { ElementList, GoodsPicture, PictureKind } from '#shared/contract/customs-goods-parts.ts';
import { HsHit, HsPathStep, HsDeclared, HsSuggestion } from '#shared/contract/customs-hs.ts';
import { Problem } from '#shared/contract/common.ts';
import { procedure } from '#shared/contract/procedure.ts';
import { BatteryKind, CalendarDay, GoodsFlag } from '#shared/model/customs.ts';
import { CustomsGoods, GoodsElement, GoodsField, GoodsPatch } from '#shared/model/customs-goods.ts';
import { GoodsGap, GoodsReadiness } from '#shared/model/customs-readiness.ts';
import { SkuId } from '#shared/model/ids.ts';

/** Who changed what of one SKU, and who agreed. Times in UTC ms; `before` and `after` have the shape of the field. */
export const GoodsChange = z.object({
  id: z.string(),
  skuId: SkuId,
  skuCode: z.string(),
  title: z.string(),
  /** `applied`: no second person was wanted. Only `applied` and `agreed` are or were in force. */
  state: z.enum(['applied', 'pending', 'agreed', 'refused', 'withdrawn']),
  /** Where it came from: a window, an import, an integration. */
  source: z.string(),
  reason: z.string(),
  byId: z.string(),
  by: z.string(),
  atMs: z.int(),
  decidedBy: z.string().nullable(),
  decidedAtMs: z.int().nullable(),
  decideNote: z.string(),
  undoesId: z.string().nullable(),
  isUndone: z.boolean(),
  fields: z.array(z.object({ field: GoodsField, before: z.unknown(), after: z.unknown() })),
});
export type GoodsChange = z.infer<typeof GoodsChange>;

export const GoodsFilter = z.enum(['all', 'incomplete', 'empty', 'pending', 'expiring', 'battery', 'flagged']);
export type GoodsFilter = z.infer<typeof GoodsFilter>;

/** One line of the grid of goods. */
export const GoodsRowView = z.object({
  skuId: SkuId,
  skuCode: z.string(),
  title: z.string(),
  descriptionEn: z.string(),
  version: z.int(),
  score: z.int(),
  gaps: z.array(GoodsGap),
  /** Six digits; empty: no code at all. */
  hs6: z.string(),
  origin: z.string(),
  battery: BatteryKind,
  flags: z.array(GoodsFlag),
  isPending: z.boolean(),
  /** The first day on which a certificate stops to hold, when that day is near or past. */
  expiresOn: CalendarDay.nullable(),
});
export type GoodsRowView = z.infer<typeof GoodsRowView>;

const SavedState = z.enum(['unchanged', 'saved', 'pending', 'partly']);
const SavedGoods = z.object({ state: SavedState, version: z.int(), changeIds: z.array(z.string()) });
const reason = z.string().trim().max(200).default('');
const skuInput = z.object({ skuId: SkuId });

/** What the product data say of the same goods; offered, never taken over by itself. */
const GoodsHints = z.object({
  titleEn: z.string(),
  hsCode: z.string(),
  origin: z.string(),
  weightG: z.int().nullable(),
});

export const customsGoodsContract = {
  list: procedure('read', 'GET', '/customs/goods', 'Goods with how complete their customs data are')
    .input(
      z.object({
        text: z.string().max(100).nullish(),
        filter: GoodsFilter.default('all'),
        after: z.string().nullish(),
        limit: z.coerce.number().int().min(1).max(200).default(100),
      }),
    )
    .output(z.object({ rows: z.array(GoodsRowView), next: z.string().nullable() })),
  counts: procedure('read', 'GET', '/customs/goods-counts', 'How many goods each filter shows').output(
    z.record(GoodsFilter, z.int()),
  ),
  get: procedure('read', 'GET', '/customs/goods/{skuId}', 'Customs data of one SKU, in force, with what is missing')
    .input(skuInput)
    .output(
      z.object({
        goods: CustomsGoods,
        readiness: GoodsReadiness,
        hints: GoodsHints,
        pending: z.array(GoodsChange),
        pictures: z.array(GoodsPicture),
        /** Declaration elements wanted for the Chinese code of these goods. */
        elementList: ElementList,
      }),
    ),
  save: procedure('operate', 'PATCH', '/customs/goods/{skuId}', 'Change customs data of one SKU')
    .input(skuInput.extend({ version: z.int().nonnegative(), patch: GoodsPatch, reason }))
    .output(SavedGoods),
  saveMany: procedure('operate', 'POST', '/customs/goods-bulk', 'Set the same fields of many SKUs')
    .input(
      z.object({
        goods: z
          .array(skuInput.extend({ version: z.int().nonnegative() }))
          .min(1)
          .max(500),
        patch: GoodsPatch,
        reason,
      }),
    )
    .output(
      z.object({
        results: z.array(
          z.object({ skuId: SkuId, state: SavedState.or(z.literal('failed')), problem: Problem.nullable() }),
        ),
      }),
    ),
  history: procedure('read', 'GET', '/customs/goods/{skuId}/history', 'Who changed what, the newest first')
    .input(skuInput)
    .output(z.object({ changes: z.array(GoodsChange) })),
  undo: procedure('operate', 'POST', '/customs/goods-changes/{changeId}/undo', 'Take a change back that is in force')
    .input(z.object({ changeId: z.string(), reason }))
    .output(SavedGoods),
  pending: procedure('read', 'GET', '/customs/goods-pending', 'Changes that wait for a second person').output(
    z.object({ changes: z.array(GoodsChange), secondPerson: z.boolean() }),
  ),
  decide: procedure(
    'operate',
    'POST',
    '/customs/goods-changes/{changeId}/decide',
    'Agree to a change, refuse or withdraw it',
  )
    .input(
      z.object({
        changeId: z.string(),
        decision: z.enum(['agree', 'refuse', 'withdraw']),
        note: z.string().trim().max(200).default(''),
      }),
    )
    .output(z.object({})),
  searchHs: procedure(
    'read',
    'GET',
    '/customs/hs',
    'Search the Harmonized System by words, English or Chinese, or by digits',
  )
    .input(z.object({ text: z.string().max(120), limit: z.coerce.number().int().min(1).max(50).default(20) }))
    .output(z.object({ edition: z.string(), hits: z.array(HsHit) })),
  hsPath: procedure('read', 'GET', '/customs/hs/{code}', 'Section, chapter, heading and subheading of a code')
    .input(z.object({ code: z.string().regex(/^\d{2,13}$/) }))
    .output(z.object({ path: z.array(HsPathStep) })),
  suggestHs: procedure(
    'read',
    'GET',
    '/customs/goods/{skuId}/hs-suggestions',
    'Codes of own goods with similar titles, and of earlier declarations',
  )
    .input(skuInput)
    .output(z.object({ suggestions: z.array(HsSuggestion), declared: z.array(HsDeclared) })),
  elementLists: procedure(
    'read',
    'GET',
    '/customs/element-lists',
    'Lists of declaration elements (申报要素) per code',
  ).output(z.object({ lists: z.array(ElementList) })),
  saveElementList: procedure(
    'operate',
    'PUT',
    '/customs/element-lists/{code}',
    'Set the declaration elements of a code',
  )
    .input(
      z.object({
        code: z.string().regex(/^\d{4,13}$/),
        names: z.array(z.string().trim().min(1).max(60)).min(1).max(38),
        /** Of the list that the person saw; 0: there was none. */
        version: z.int().nonnegative(),
      }),
    )
    .output(ElementList),
  learnElementList: procedure(
    'operate',
    'POST',
    '/customs/goods/{skuId}/learn-elements',
    'Take the elements of these goods as the list of their Chinese code',
  )
    .input(skuInput)
    .output(ElementList),
  removeElementList: procedure('operate', 'DELETE', '/customs/element-lists/{code}', 'Forget the list of a code')
    .input(z.object({ code: z.string().regex(/^\d{4,13}$/), version: z.coerce.number().int() }))
    .output(z.object({})),
  checkElements: procedure(
    'read',
    'POST',
    '/customs/elements-check',
    'What is wrong with declaration elements, and their joined text',
  )
    .input(z.object({ code: z.string().regex(/^\d{0,13}$/), elements: z.array(GoodsElement).max(40) }))
    .output(
      z.object({
        list: ElementList,
        problems: z.array(z.object({ kind: z.enum(['missing', 'not_a_code', 'order', 'too_long']), name: z.string() })),
        joined: z.string(),
      }),
    ),
  addPicture: procedure(
    'operate',
    'POST',
    '/customs/goods/{skuId}/pictures',
    'Keep a picture of goods or of their label',
  )
    .input(skuInput.extend({ kind: PictureKind, contentBase64: z.string().max(2_800_000) }))
    .output(GoodsPicture),
  picture: procedure('read', 'GET', '/customs/pictures/{id}', 'One picture with its bytes')
    .input(z.object({ id: z.string() }))
    .output(z.object({ picture: GoodsPicture, contentBase64: z.string() })),
  removePicture: procedure('operate', 'DELETE', '/customs/pictures/{id}', 'Remove a picture')
    .input(z.object({ id: z.string() }))
    .output(z.object({})),
  exportCsv: procedure(
    'read',
    'GET',
    '/customs/goods-csv',
    'All customs data as CSV, in the columns of the import',
  ).output(z.object({ csv: z.string(), rows: z.int() })),
};

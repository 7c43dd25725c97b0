import { z } from 'zod';
import { procedure } from '#shared/contract/procedure.ts';
import { ShopId } from '#shared/model/ids.ts';

/** What weighed parcels taught about one thing, in milligrams of one unit. */
export const LearnedWeightView = z.object({
  /** Only `learned` is used. */
  state: z.enum(['learned', 'too_few', 'too_wide']),
  weightMg: z.int(),
  spreadMg: z.int(),
  sampleCount: z.int(),
  refusedCount: z.int(),
  updatedAtMs: z.int(),
  /** `own`: from parcels that tell this one alone; `joint`: solved from parcels of several things of unknown weight. */
  method: z.enum(['own', 'joint']),
});
export type LearnedWeightView = z.infer<typeof LearnedWeightView>;

/** Stands in barcodes, PB:BOX:<code>; longer ones do not fit the command sheet. */
export const PackagingCode = z.string().regex(/^[A-Z0-9-]{1,8}$/);
const PackagingFields = {
  code: PackagingCode,
  name: z.string().trim().min(1).max(40),
  /** Of the empty packaging with filling and tape; null = learned from parcels. */
  tareG: z.int().min(0).max(20_000).nullable(),
  lengthMm: z.int().min(0).max(3_000),
  widthMm: z.int().min(0).max(3_000),
  heightMm: z.int().min(0).max(3_000),
};

export const PackagingView = z.object({
  id: z.string(),
  ...PackagingFields,
  learned: LearnedWeightView.nullable(),
  /** Shops whose parcels are packed in it unless another is chosen; null among them stands for all others. */
  defaultOf: z.array(ShopId.nullable()),
});
export type PackagingView = z.infer<typeof PackagingView>;

export const SkuWeightView = z.object({
  skuId: z.string(),
  code: z.string(),
  title: z.string(),
  /** From the product data. */
  weightG: z.int().nullable(),
  learned: LearnedWeightView,
  /** The newest weighings: total of so many units. */
  samples: z.array(z.object({ orderNumber: z.string(), grams: z.int(), quantity: z.int(), atMs: z.int() })),
  /** The newest mixtures with it: all their goods together. */
  mixtures: z.array(z.object({ orderNumber: z.string(), grams: z.int(), goods: z.string() })),
});
export type SkuWeightView = z.infer<typeof SkuWeightView>;

export const weighingContract = {
  packagings: procedure('read', 'GET', '/packagings', 'Boxes and bags with their tare').output(
    z.object({ packagings: z.array(PackagingView) }),
  ),
  savePackaging: procedure('lead', 'POST', '/packagings', 'Add a packaging, or change the one of this id')
    .input(z.object({ id: z.string().nullable(), ...PackagingFields }))
    .output(PackagingView),
  removePackaging: procedure('lead', 'DELETE', '/packagings/{id}', 'Take a packaging out of use; its parcels keep it')
    .input(z.object({ id: z.string() }))
    .output(z.object({})),
  setDefaultPackaging: procedure(
    'lead',
    'PUT',
    '/packaging-defaults',
    'What a shop packs in unless another is chosen; null as shop: every shop without its own',
  )
    .input(z.object({ shopId: ShopId.nullable(), packagingId: z.string().nullable() }))
    .output(z.object({})),
  skuWeights: procedure('read', 'GET', '/learned-weights', 'What parcels taught about the weight of things')
    .input(z.object({ search: z.string().max(60).default('') }))
    .output(z.object({ weights: z.array(SkuWeightView) })),
  forgetSkuWeight: procedure('lead', 'POST', '/learned-weights/{skuId}/forget', 'Learn the weight of a thing anew')
    .input(z.object({ skuId: z.string() }))
    .output(z.object({})),
  correctSkuWeight: procedure(
    'lead',
    'POST',
    '/learned-weights/{skuId}/correct',
    'Enter the weight of a thing; what was learned is forgotten',
  )
    .input(z.object({ skuId: z.string(), grams: z.int().min(1).max(100_000) }))
    .output(z.object({})),
};

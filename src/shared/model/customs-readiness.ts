import { z } from 'zod';

const WORLD = [
  'description',
  'description_vague',
  'material',
  'use',
  'hs6',
  'origin',
  'net_weight',
  'brand_name',
  'battery_energy',
  'battery_count',
  'un38_3',
  'msds',
] as const;

/** What can be missing of goods; each has its reason in the locale files. */
export const GoodsGap = z.enum([
  ...WORLD,
  'manufacturer_product_id',
  'us_hts10',
  'cn10',
  'description_zh',
  'unit_code',
  'elements',
  'description_th',
  'sa12',
]);
export type GoodsGap = z.infer<typeof GoodsGap>;

/** Gaps that every destination minds; only these count for the score. */
export const WORLD_GAPS: readonly GoodsGap[] = WORLD;

/** Who wants it: every destination, or one of those with a wish of their own; `cn` is the Chinese export side. */
export const GoodsLane = z.enum(['world', 'eu', 'us', 'cn', 'th', 'sa']);
export type GoodsLane = z.infer<typeof GoodsLane>;

export const GoodsReadiness = z.object({
  /** 0 to 100: share of what every destination wants. */
  score: z.int().min(0).max(100),
  gaps: z.array(z.object({ gap: GoodsGap, lane: GoodsLane })),
});
export type GoodsReadiness = z.infer<typeof GoodsReadiness>;

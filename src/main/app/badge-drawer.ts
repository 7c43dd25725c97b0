import { createPreview } from '#main/app/preview-template.ts';
import type { Services } from '#main/app/services.ts';
import { badge85x54 } from '#main/documents/layout/templates/badge-85x54.ts';
import type { RasterPool } from '#main/documents/raster-pool.ts';
import { makeBadge } from '#main/usecases/auth/manage-badges.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

/** 300 dpi: badges are printed by an office printer. */
const BADGE_DOTS_PER_MM = 11.811;

/** Makes a badge for a person and draws it. */
export function badgeDrawer(context: UseCaseContext, pool: RasterPool): Services['drawBadge'] {
  const preview = createPreview(pool);
  return async (act, operatorId) => {
    const data = makeBadge(context, act, operatorId);
    const { pngBase64 } = await preview({ layout: badge85x54, data, dotsPerMm: BADGE_DOTS_PER_MM });
    return { pngBase64 };
  };
}

import { MOST_LOCATIONS, expandLocations } from '#core/printing/location-range.ts';
import { defineDocument } from '#main/usecases/documents/document-kind.ts';
import { copiesPerJob } from '#main/usecases/documents/label-copies.ts';
import { LocationLabelOf } from '#shared/contract/documents.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** For shelves: one, or every one from here to there in walking order. */
export const locationLabel = defineDocument({
  kind: 'location',
  of: LocationLabelOf,
  read(db, world, { from, to, copies }) {
    const warehouseName = db.pluck<[], string>('SELECT name FROM warehouses ORDER BY id LIMIT 1').get() ?? '';
    const papers = locationsOf(from, to ?? from).flatMap((location) =>
      copiesPerJob(copies).map((count, index) => ({
        labelKey: `location:${world.requestId}:${location}:${index + 1}`,
        layout: 'location' as const,
        shopId: '',
        orderId: null,
        shipmentId: null,
        copies: count,
        data: { location, warehouseName, note: '' },
      })),
    );
    return { papers, leftOut: 0 };
  },
});

/** @throws AppError ERR_DOCUMENT_LOCATIONS_UNLIKE, ERR_DOCUMENT_LOCATIONS_BACKWARDS, ERR_DOCUMENT_LOCATIONS_TOO_MANY */
function locationsOf(from: string, to: string): readonly string[] {
  const range = expandLocations(from, to);
  if (range.ok) return range.locations;
  if (range.reason === 'size')
    throw new AppError('ERR_DOCUMENT_LOCATIONS_TOO_MANY', { from, to, most: MOST_LOCATIONS });
  const code = range.reason === 'shape' ? 'ERR_DOCUMENT_LOCATIONS_UNLIKE' : 'ERR_DOCUMENT_LOCATIONS_BACKWARDS';
  throw new AppError(code, { from, to });
}

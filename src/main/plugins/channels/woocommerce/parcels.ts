import { Id } from '#main/plugins/channels/woocommerce/schemas.ts';
import type { Meta } from '#main/plugins/channels/woocommerce/schemas.ts';
import { z } from 'zod';

/** Where this product writes down what it reported; internal by its underscore, and read by whoever looks for tracking numbers. */
export const PARCELS_KEY = '_packbench_parcels';
/** The Shipment Tracking extension's own list. */
const EXTENSION_KEY = '_wc_shipment_tracking_items';

/** A parcel as it stands in the order's meta data. No lines: the whole order. */
export interface ReportedParcel {
  readonly trackingNumber: string;
  readonly company: string;
  readonly lines: readonly { readonly externalLineId: string; readonly quantity: number }[];
}

const Written = z.array(
  z.object({
    tracking_number: z.string().min(1),
    tracking_provider: z.string().nullish(),
    lines: z.array(z.object({ id: Id, quantity: z.int().positive() })).nullish(),
  }),
);

/** Parcels that the order knows of, ours and those of the extension. */
export function readParcels(metas: readonly Meta[] | null | undefined): readonly ReportedParcel[] {
  const known = new Map<string, ReportedParcel>();
  for (const key of [EXTENSION_KEY, PARCELS_KEY]) {
    for (const parcel of written(metas, key)) known.set(parcel.trackingNumber, parcel);
  }
  return [...known.values()];
}

/** Only what this product wrote: the list that a new parcel is added to. */
export function readOwnParcels(metas: readonly Meta[] | null | undefined): readonly ReportedParcel[] {
  return written(metas, PARCELS_KEY);
}

export function writeParcels(parcels: readonly ReportedParcel[]): unknown {
  return parcels.map((parcel) => ({
    tracking_number: parcel.trackingNumber,
    tracking_provider: parcel.company,
    lines: parcel.lines.map((line) => ({ id: line.externalLineId, quantity: line.quantity })),
  }));
}

function written(metas: readonly Meta[] | null | undefined, key: string): readonly ReportedParcel[] {
  const parsed = Written.safeParse((metas ?? []).find((meta) => meta.key === key)?.value);
  return (parsed.data ?? []).map((item) => ({
    trackingNumber: item.tracking_number,
    company: item.tracking_provider ?? '',
    lines: (item.lines ?? []).map((line) => ({ externalLineId: line.id, quantity: line.quantity })),
  }));
}

/** Whether these parcels hold all that the order still had to send. */
export function coversAll(
  parcels: readonly ReportedParcel[],
  owed: readonly { readonly externalLineId: string; readonly quantity: number }[],
): boolean {
  if (parcels.some((parcel) => parcel.lines.length === 0)) return true;
  const sent = parcels.flatMap((parcel) => parcel.lines);
  return owed.every(({ externalLineId, quantity }) => {
    const units = sent
      .filter((line) => line.externalLineId === externalLineId)
      .reduce((sum, line) => sum + line.quantity, 0);
    return units >= quantity;
  });
}

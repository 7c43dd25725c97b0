import type { ExternalIdKind } from '#core/orders/order-draft.ts';
import type { ReadDb, WriteTx } from '#main/db/handles.ts';
import { datedNumber, datedSeries } from '#main/usecases/documents/dated-number.ts';
import { defineDocument } from '#main/usecases/documents/document-kind.ts';
import type { DocumentKind, DocumentWorld } from '#main/usecases/documents/document-kind.ts';
import { giveNumber, lastOfSeries, numberOf, takeOfSeries } from '#main/usecases/documents/document-numbers.ts';
import { closedParcelsOf, readClosedParcel } from '#main/usecases/documents/parcel-facts.ts';
import type { ParcelFacts } from '#main/usecases/documents/parcel-facts.ts';
import type { LabelData } from '#shared/model/label-layout.ts';
import type { ShipmentId } from '#shared/model/ids.ts';
import type { z } from 'zod';

interface LabelNumbers {
  /** Takes one, in the transaction that queues the label. */
  take(tx: WriteTx, world: DocumentWorld): string;
  /** The one that would come next, to be looked at. */
  next(db: ReadDb, world: DocumentWorld): string;
}

interface ParcelLabel {
  readonly kind: 'carton' | 'sscc' | 'return';
  readonly of: z.ZodType<{ readonly shipmentId: ShipmentId }>;
  /** What its number is called among the numbers that find an order. */
  readonly idKind: ExternalIdKind;
  /** The field of its layout that holds the number. */
  readonly numberField: string;
  readonly numbers: LabelNumbers;
  /** All other fields. */
  fields(db: ReadDb, world: DocumentWorld, parcel: ParcelFacts): LabelData;
}

/** A label that names one closed box: one per box for ever, with a number that is never given to another one. */
export function defineParcelLabel({ kind, of, idKind, numberField, numbers, fields }: ParcelLabel): DocumentKind {
  return defineDocument({
    kind,
    of,
    prepare(tx, _context, act, world, { shipmentId }) {
      const { orderId } = readClosedParcel(tx, shipmentId);
      giveNumber(tx, act, { kind, idKind, shipmentId, orderId, atMs: world.atMs }, () => numbers.take(tx, world));
    },
    read(db, world, { shipmentId }) {
      const parcel = readClosedParcel(db, shipmentId);
      const data = fields(db, world, parcel);
      const number = numberOf(db, kind, shipmentId) ?? numbers.next(db, world);
      const { shopId, orderId } = parcel;
      const paper = { labelKey: `${kind}:${shipmentId}`, layout: kind, shopId, orderId, shipmentId, copies: 1 };
      return { leftOut: 0, papers: [{ ...paper, data: { ...data, [numberField]: number } }] };
    },
    ofOrder: (db, orderId) => closedParcelsOf(db, orderId).map((shipmentId) => ({ kind, shipmentId })),
  });
}

/** One series for each day of the warehouse, e.g. `CT20261122-0007`. */
export function datedNumbers(prefix: string): LabelNumbers {
  const seriesOf = ({ atMs, zone }: DocumentWorld): string => datedSeries(prefix, atMs, zone);
  return {
    take: (tx, world) => datedNumber(seriesOf(world), takeOfSeries(tx, seriesOf(world))),
    next: (db, world) => datedNumber(seriesOf(world), lastOfSeries(db, seriesOf(world)) + 1),
  };
}

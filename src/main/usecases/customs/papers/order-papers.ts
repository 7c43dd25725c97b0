import type { z } from 'zod';
import type { ReadDb } from '#main/db/handles.ts';
import { openBoxes } from '#main/usecases/customs/papers/china-lane.ts';
import type { PapersServices } from '#main/usecases/customs/papers/papers-services.ts';
import { documentsOfOrder } from '#main/usecases/customs/papers/view-documents.ts';
import type { OrderPapersView } from '#shared/contract/customs-papers.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { CustomsDeclaration } from '#shared/model/customs.ts';
import { OrderId, ShipmentId } from '#shared/model/ids.ts';

type OrderPapers = z.infer<typeof OrderPapersView>;

/** What each parcel of an order needs, and what was made. @throws AppError ERR_ORDER_UNKNOWN */
export function viewOrderPapers(db: ReadDb, services: PapersServices, orderId: string): OrderPapers {
  const known = db.pluck<[string], string>('SELECT id FROM orders WHERE id = ?').get(orderId);
  if (known === undefined) throw new AppError('ERR_ORDER_UNKNOWN', { orderId: OrderId.parse(orderId) });
  const parcels = db
    .prepare<[string], { id: string; parcel_number: number }>(
      "SELECT id, parcel_number FROM shipments WHERE order_id = ? AND state <> 'cancelled' ORDER BY parcel_number",
    )
    .all(orderId);
  const places = parcels.length > 0 ? parcels : [{ id: null, parcel_number: null }];
  return {
    parcels: places.map(({ id, parcel_number: parcelNumber }) => ({
      shipmentId: id === null ? null : ShipmentId.parse(id),
      parcelNumber,
      ...needsOf(db, services, orderId, id),
    })),
    documents: documentsOfOrder(db, orderId),
  };
}

function needsOf(
  db: ReadDb,
  services: PapersServices,
  orderId: string,
  shipmentId: string | null,
): Pick<OrderPapers['parcels'][number], 'isDomestic' | 'needed' | 'problem'> {
  try {
    const declaration = services.declarations.declarationOf(db, orderId, shipmentId);
    const isDomestic = declaration.sender.country === declaration.recipient.country;
    return { isDomestic, needed: isDomestic ? [] : neededOf(db, services, declaration), problem: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { isDomestic: false, needed: [], problem: { code: error.code, data: { ...error.data } } };
  }
}

function neededOf(
  db: ReadDb,
  services: PapersServices,
  declaration: CustomsDeclaration,
): OrderPapers['parcels'][number]['needed'] {
  const { chinaLane } = services.options(db);
  return services
    .requiredPapers(db, declaration)
    .map((paper) => ({ ...paper, openBoxes: openBoxes(paper.kind, chinaLane) }));
}

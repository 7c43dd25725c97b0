import type { ReadDb } from '#main/db/handles.ts';
import type { CustomsDeclaration } from '#shared/model/customs.ts';

/** Where a parcel's declaration comes from: its papers' archive, or built anew from order, goods and parcel. */
export interface DeclarationSource {
  /** @param shipmentId null: the order has no parcel yet. @throws AppError with the reason why there is none */
  declarationOf(db: ReadDb, orderId: string, shipmentId: string | null): CustomsDeclaration;
}

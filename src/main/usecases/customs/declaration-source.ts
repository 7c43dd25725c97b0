import type { ReadDb } from '#main/db/handles.ts';
import type { CustomsDeclaration } from '#shared/model/customs.ts';

/** Where the facts of a parcel's papers come from. */
export interface DeclarationSource {
  /**
   * What is to be declared now. @param shipmentId null: the order has no parcel of its own yet
   * @throws AppError ERR_ORDER_UNKNOWN and what the desk says
   */
  declarationOf(db: ReadDb, orderId: string, shipmentId: string | null): CustomsDeclaration;
}

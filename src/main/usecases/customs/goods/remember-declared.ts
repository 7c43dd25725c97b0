import type { WriteTx } from '#main/db/handles.ts';
import type { CustomsDeclaration, CustomsLine } from '#shared/model/customs.ts';

/** What is remembered of a declaration. */
export interface DeclaredGoods extends Pick<CustomsDeclaration, 'orderId' | 'shipmentId' | 'shipDate'> {
  readonly lines: readonly Pick<CustomsLine, 'skuCode' | 'descriptionEn' | 'hsCodes'>[];
}

/** The part of a declaration that is remembered; the rest need not be kept in memory while a file grows. */
export function declaredGoods({ orderId, shipmentId, shipDate, lines }: CustomsDeclaration): DeclaredGoods {
  return {
    orderId,
    shipmentId,
    shipDate,
    lines: lines.map(({ skuCode, descriptionEn, hsCodes }) => ({ skuCode, descriptionEn, hsCodes })),
  };
}

/** Notes which codes a parcel was declared with, by a paper or a file that left; called in the transaction that stores it. */
export function rememberDeclared(tx: WriteTx, declaration: DeclaredGoods): void {
  const put = tx.prepare<[string, string, string, string, string, string]>(
    `INSERT INTO customs_declared (order_id, shipment_id, sku_code, description_en, codes_json, ship_date) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (order_id, shipment_id, sku_code) DO UPDATE SET description_en = excluded.description_en, codes_json = excluded.codes_json,
       ship_date = excluded.ship_date`,
  );
  for (const { skuCode, descriptionEn, hsCodes } of declaration.lines) {
    if (hsCodes.length === 0) continue;
    const codes = hsCodes.toSorted((one, other) => (one.scheme < other.scheme ? -1 : 1));
    put.run(
      declaration.orderId,
      declaration.shipmentId ?? '',
      skuCode,
      descriptionEn,
      JSON.stringify(codes.map(({ scheme, code }) => ({ scheme, code }))),
      declaration.shipDate,
    );
  }
}

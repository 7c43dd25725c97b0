import { formatSscc } from '#core/printing/sscc.ts';
import { gtinForms } from '#core/scanning/check-digit.ts';
import type { ReadDb } from '#main/db/handles.ts';
import { lastOfSeries, takeOfSeries } from '#main/usecases/documents/document-numbers.ts';
import { parcelGoods, parcelRecipient, party } from '#main/usecases/documents/parcel-facts.ts';
import { defineParcelLabel } from '#main/usecases/documents/parcel-label.ts';
import { readSetting } from '#main/usecases/settings/read-setting.ts';
import { SsccOf } from '#shared/contract/documents.ts';
import { AppError } from '#shared/errors/app-error.ts';

/**
 * GS1 logistic label of a box. Its SSCC comes from the company prefix of the settings and a counter that only grows: a number
 * is given in the transaction that queues the label, stays with its box, and is never given to another one.
 */
export const ssccLabel = defineParcelLabel({
  kind: 'sscc',
  of: SsccOf,
  idKind: 'sscc',
  numberField: 'sscc',
  numbers: {
    take(tx) {
      const issuer = readIssuer(tx);
      return ssccOf(issuer, takeOfSeries(tx, issuer.series));
    },
    next(db) {
      const issuer = readIssuer(db);
      return ssccOf(issuer, lastOfSeries(db, issuer.series) + 1);
    },
  },
  fields(db, world, parcel) {
    const sender = party(world.senderOf(parcel.warehouseId));
    const recipient = party(parcelRecipient(db, world, parcel));
    return {
      senderName: sender.name,
      senderAddress: sender.address,
      recipientName: recipient.name,
      recipientAddress: recipient.address,
      ...soleContent(db, parcel.shipmentId),
      orderNumber: parcel.orderNumber,
    };
  },
});

interface Issuer {
  readonly extensionDigit: string;
  readonly companyPrefix: string;
  readonly series: string;
}

/** @throws AppError ERR_DOCUMENT_GS1_PREFIX_MISSING */
function readIssuer(db: ReadDb): Issuer {
  const companyPrefix = readSetting(db, 'gs1CompanyPrefix');
  if (companyPrefix === '') throw new AppError('ERR_DOCUMENT_GS1_PREFIX_MISSING', {});
  const extensionDigit = readSetting(db, 'gs1ExtensionDigit');
  return { extensionDigit, companyPrefix, series: `sscc:${extensionDigit}:${companyPrefix}` };
}

/** @param count of the series, from 1. @throws AppError ERR_DOCUMENT_SSCC_USED_UP */
function ssccOf({ extensionDigit, companyPrefix }: Issuer, count: number): string {
  const sscc = formatSscc(extensionDigit, companyPrefix, count - 1);
  if (sscc === null) throw new AppError('ERR_DOCUMENT_SSCC_USED_UP', { prefix: companyPrefix, digit: extensionDigit });
  return sscc;
}

/** AI 02 and 37 speak of one article only: a mixed box names none. */
function soleContent(db: ReadDb, shipmentId: string): { gtin: string; count: string } {
  const goods = parcelGoods(db, shipmentId);
  const skuIds = new Set(goods.map(({ skuId }) => skuId));
  const [skuId] = skuIds;
  const barcodes =
    skuIds.size === 1 && skuId
      ? db.pluck<[string], string>('SELECT barcode FROM sku_barcodes WHERE sku_id = ? ORDER BY barcode').all(skuId)
      : [];
  const gtin = barcodes.flatMap((barcode) => gtinForms(barcode)).find((form) => form.length === 14);
  if (gtin === undefined) return { gtin: '', count: '' };
  return { gtin, count: String(goods.reduce((sum, { quantity }) => sum + quantity, 0)) };
}

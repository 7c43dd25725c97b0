import { cartonLabel } from '#main/usecases/documents/carton-label.ts';
import type { DocumentKind } from '#main/usecases/documents/document-kind.ts';
import { locationLabel } from '#main/usecases/documents/location-label.ts';
import { packingSlip } from '#main/usecases/documents/packing-slip.ts';
import { productLabel } from '#main/usecases/documents/product-label.ts';
import { receipt } from '#main/usecases/documents/receipt.ts';
import { returnLabel } from '#main/usecases/documents/return-label.ts';
import { ssccLabel } from '#main/usecases/documents/sscc-label.ts';
import { waveList } from '#main/usecases/documents/wave-list.ts';
import type { DocumentSubject } from '#shared/contract/documents.ts';

/** Every document that is printed on request; a new one is one file and one line here. */
export const DOCUMENT_KINDS: Readonly<Record<DocumentSubject['kind'], DocumentKind>> = {
  packing_slip: packingSlip,
  wave_list: waveList,
  carton: cartonLabel,
  sscc: ssccLabel,
  return: returnLabel,
  receipt,
  product: productLabel,
  location: locationLabel,
};

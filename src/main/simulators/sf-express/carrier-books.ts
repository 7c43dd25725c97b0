/** All that SF did for one of our order ids. */
export interface BookedWaybill {
  readonly orderId: string;
  readonly custReferenceNo: string | undefined;
  /** Parent first. More than `parcelQty` numbers for one parcel would be paid for twice. */
  readonly waybillNumbers: readonly string[];
  readonly parcelQty: number;
  readonly issuedAtMs: number;
  readonly receiverName: string;
  /** Create calls with this order id that arrived, the refused repetitions (8016) included. */
  createCalls: number;
  cancelledAtMs: number | undefined;
}

/** What the carrier itself believes it issued; compared with Packbench's database by tests and by the demo. */
export interface CarrierBooks {
  waybills(): readonly BookedWaybill[];
  waybill(orderId: string): BookedWaybill | undefined;
  /** Finds by a waybill number. */
  waybillByNumber(waybillNo: string): BookedWaybill | undefined;
  /** Distinct numbers issued for the order id; 0 when it is unknown. */
  numbersIssued(orderId: string): number;
  /** Distinct numbers issued in all. */
  totalNumbersIssued(): number;
}

export interface CarrierBookkeeper extends CarrierBooks {
  noteIssued(waybill: Omit<BookedWaybill, 'createCalls' | 'cancelledAtMs'>): void;
  noteRepeated(orderId: string): void;
  noteCancelled(orderId: string, atMs: number): void;
}

export function createCarrierBooks(): CarrierBookkeeper {
  const byOrder = new Map<string, BookedWaybill>();
  const byNumber = new Map<string, BookedWaybill>();

  return {
    waybills: () => [...byOrder.values()],
    waybill: (orderId) => byOrder.get(orderId),
    waybillByNumber: (waybillNo) => byNumber.get(waybillNo),
    numbersIssued: (orderId) => new Set(byOrder.get(orderId)?.waybillNumbers).size,
    totalNumbersIssued: () => byNumber.size,
    noteIssued(waybill) {
      const entry: BookedWaybill = { ...waybill, createCalls: 1, cancelledAtMs: undefined };
      byOrder.set(waybill.orderId, entry);
      for (const number of waybill.waybillNumbers) byNumber.set(number, entry);
    },
    noteRepeated(orderId) {
      const entry = byOrder.get(orderId);
      if (entry) entry.createCalls += 1;
    },
    noteCancelled(orderId, atMs) {
      const entry = byOrder.get(orderId);
      if (entry) entry.cancelledAtMs = atMs;
    },
  };
}

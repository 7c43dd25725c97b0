import { z } from 'zod';
import { Problem } from '#shared/contract/common.ts';
import { procedure } from '#shared/contract/procedure.ts';
import { PrintJobView } from '#shared/contract/print-jobs.ts';
import { OrderId, StationId } from '#shared/model/ids.ts';
import { OrderLine, OrderSummary } from '#shared/model/order.ts';

/** Live weight as the packing screen shows it. `ageMs` counts at the time of the answer. */
export const LiveWeight = z.object({
  scaleId: z.string().nullable(),
  status: z.enum(['none', 'online', 'offline']),
  grams: z.int().nullable(),
  stable: z.boolean(),
  ageMs: z.int().nullable(),
  /** What the empty scale shows, when that is not zero. */ zeroOffsetG: z.int().optional(),
  /** Why the reading cannot be taken yet; null = it can. */
  problem: Problem.nullable(),
});
export type LiveWeight = z.infer<typeof LiveWeight>;

/** What the codes of units in the box said about them. */
export const UnitsInBox = z.object({
  lot: z.string().nullable(),
  /** `YYYY-MM-DD` */ expiry: z.string().nullable(),
  serial: z.string().nullable(),
  quantity: z.int(),
});
export type UnitsInBox = z.infer<typeof UnitsInBox>;

export const PackingLine = OrderLine.extend({
  scannedQuantity: z.int(),
  dueQuantity: z.int(),
  location: z.string(),
  units: z.array(UnitsInBox),
});

/** What the parcel is packed in. */
export const ParcelPackaging = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  /** False: the shop's usual one. */
  isChosen: z.boolean(),
  tareG: z.int().nullable(),
  tareSource: z.enum(['entered', 'learned', 'unknown']),
});
export type ParcelPackaging = z.infer<typeof ParcelPackaging>;

/** What the expected weight is made of, line by line. */
export const WeightBasis = z.object({
  packagingG: z.int(),
  packaging: ParcelPackaging.nullable(),
  lines: z.array(
    z.object({
      skuCode: z.string(),
      quantity: z.int(),
      /** Of one unit; null = not known, so nothing can be expected. */ unitMg: z.int().nullable(),
      /** Learned from so many parcels; null = from the product data. */ sampleCount: z.int().nullable(),
      spreadMg: z.int().nullable(),
    }),
  ),
});
export type WeightBasis = z.infer<typeof WeightBasis>;

/** The state machine of one station; what a scan means depends on `phase`. */
export const PackingPhase = z.enum(['idle', 'items', 'weigh', 'label', 'printing', 'ask', 'done']);
export type PackingPhase = z.infer<typeof PackingPhase>;

export const PackingState = z.object({
  stationId: StationId,
  phase: PackingPhase,
  order: OrderSummary.nullable(),
  /** A person disconnected the shop of the order: it cannot be asked for late changes, nor told of the parcel. */
  isShopGone: z.boolean(),
  shipmentId: z.string().nullable(),
  parcelNumber: z.int().nullable(),
  /** The box leaves with a part of its order on purpose; the rest stays open. */ isPartial: z.boolean(),
  /** What a quantity barcode said: the next item counts so often. */ nextQuantity: z.int().nullable(),
  lines: z.array(PackingLine),
  weightG: z.int().nullable(),
  weightSource: z.enum(['scale', 'manual']).nullable(),
  expectedG: z.int().nullable(),
  toleranceG: z.int().nullable(),
  weightBasis: WeightBasis.nullable(),
  trackingNumber: z.string().nullable(),
  printJob: PrintJobView.nullable(),
  /** What must be put right before the parcel can go on, newest first. */
  problems: z.array(Problem),
  /** Parcels of the station whose label came out today; one that was put back is none. */ labelledToday: z.int(),
  waitingCount: z.int(),
});
export type PackingState = z.infer<typeof PackingState>;

/** What one scan did: drives sound and colour. */
export const ScanVerdict = z.object({
  verdict: z.enum([
    'order_opened',
    'item_accepted',
    'order_complete',
    'label_confirmed',
    /** A window of the station does it. */ 'command',
    /** Done with the scan. */ 'command_done',
    'signed_in',
    /** A scanner of another station typed it: it was done there. */ 'elsewhere',
    /** Of a scanner that does not pack: the window shows what it found. */ 'aside',
    'refused',
    'duplicate',
    /** Its date is past; a lead may count it. */ 'expired',
    'unknown',
  ]),
  problem: Problem.nullable(),
  code: z.string(),
  skuCode: z.string().nullable(),
  /** What to send to answer a question about it: all that was read. */ again: z.string(),
  state: PackingState,
});
export type ScanVerdict = z.infer<typeof ScanVerdict>;

const Station = z.object({ stationId: StationId });

export const packingContract = {
  state: procedure('read', 'GET', '/packing/{stationId}', 'What the station is doing')
    .input(Station)
    .output(PackingState),
  waiting: procedure(
    'read',
    'GET',
    '/packing/waiting',
    'What is to be packed next: urgent orders, then the oldest paid',
  )
    .input(z.object({ limit: z.coerce.number().int().min(1).max(100).default(20) }))
    .output(z.object({ items: z.array(OrderSummary) })),
  scan: procedure(
    'operate',
    'POST',
    '/packing/{stationId}/scan',
    'One scanned or typed code; its meaning follows from the phase',
  )
    .input(
      Station.extend({
        code: z.string().min(1).max(500),
        source: z.enum(['wedge', 'serial', 'typed', 'hid']).default('wedge'),
        /** The answer to "read twice?": it is another unit and counts. */ isSecondUnit: z.boolean().default(false),
        /** The answer of a lead to "its date is past": it counts all the same. */ isExpiredMeant: z
          .boolean()
          .default(false),
      }),
    )
    .output(ScanVerdict),
  unscan: procedure('operate', 'POST', '/packing/{stationId}/unscan', 'Take one unit of a line back out of the box')
    .input(Station.extend({ lineId: z.string() }))
    .output(PackingState),
  weight: procedure('read', 'GET', '/packing/{stationId}/weight', 'Live weight').input(Station).output(LiveWeight),
  weigh: procedure(
    'operate',
    'POST',
    '/packing/{stationId}/weigh',
    'Take the weight of the scale, if it is stable, new and inside tolerance',
  )
    .input(Station)
    .output(PackingState),
  weighManually: procedure(
    'operate',
    'POST',
    '/packing/{stationId}/weigh-manually',
    'Enter the weight by hand; marked as such',
  )
    .input(
      Station.extend({
        grams: z.int().min(1).max(100_000),
        overrideTolerance: z.boolean().default(false),
        reason: z.string().max(200).default(''),
      }),
    )
    .output(PackingState),
  finish: procedure(
    'operate',
    'POST',
    '/packing/{stationId}/finish',
    'Waybill and label for the packed parcel; repeats are harmless',
  )
    .input(Station)
    .output(PackingState),
  resolveWaybill: procedure(
    'operate',
    'POST',
    '/packing/{stationId}/resolve-waybill',
    'Ask the carrier what became of a waybill request whose outcome is unknown',
  )
    .input(Station)
    .output(PackingState),
  partial: procedure(
    'operate',
    'POST',
    '/packing/{stationId}/partial',
    'What lies in the box is all that goes into it; the rest of the order stays open',
  )
    .input(Station)
    .output(PackingState),
  choosePackaging: procedure(
    'operate',
    'POST',
    '/packing/{stationId}/packaging',
    'Say what the open box is; its tare goes into the expected weight',
  )
    .input(Station.extend({ code: z.string().max(8) }))
    .output(PackingState),
  hold: procedure(
    'operate',
    'POST',
    '/packing/{stationId}/hold',
    'Set the box aside as it is and hold its order until a lead has looked',
  )
    .input(Station)
    .output(PackingState),
  cancel: procedure(
    'operate',
    'POST',
    '/packing/{stationId}/cancel',
    'Put the parcel back; scans are undone, the reservation stays',
  )
    .input(Station)
    .output(PackingState),
  next: procedure('operate', 'POST', '/packing/{stationId}/next', 'Leave the finished parcel and wait for the next')
    .input(Station)
    .output(PackingState),
  open: procedure('operate', 'POST', '/packing/{stationId}/open', 'Open an order at this station without a scan')
    .input(Station.extend({ orderId: OrderId }))
    .output(ScanVerdict),
};

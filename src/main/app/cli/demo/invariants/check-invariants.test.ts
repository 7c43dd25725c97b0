import { describe, expect, it } from 'vitest';
import type {
  BookedOrder,
  DemoEvidence,
  ShopBooks,
  StockMovementRow,
  StoredOrder,
  StoredParcel,
} from '#main/app/cli/demo/demo-evidence.ts';
import { checkInvariants } from '#main/app/cli/demo/invariants/check-invariants.ts';

const booked: BookedOrder = {
  externalNumber: '1',
  aliases: [],
  paidMinor: 9_800,
  shownMinor: 9_800,
  currency: 'CNY',
  paidAtMs: 1,
  shippable: true,
  blockReason: undefined,
  items: [{ lineNumber: '1-1', skuCode: 'TEE-M', quantity: 2, paidMinor: 9_800 }],
  dueUnits: { '1-1': 2 },
};

const shop: ShopBooks = {
  shopId: 's1',
  name: 'Shop',
  paid: [booked],
  shipments: [
    {
      externalNumber: '1',
      trackingNumber: 'SF1',
      carrier: 'SF',
      lineNumbers: ['1-1'],
      firstAcceptedAtMs: 9,
      acceptedCalls: 1,
      shippedAgainst: undefined,
    },
  ],
};

const parcel: StoredParcel = {
  id: 'p1',
  state: 'shipped',
  weightG: 432,
  expectedG: 430,
  weightSource: 'scale',
  isOverridden: false,
  scannedUnits: { '1-1': 2 },
  waybills: [{ requestKey: 'PB-p1', state: 'issued', trackingNumber: 'SF1' }],
  prints: [{ labelKey: 'waybill:w1', printNumber: 1, state: 'printed', proof: 'inferred', reason: null }],
};

const order: StoredOrder = {
  id: 'o1',
  shopId: 's1',
  externalNumber: '1',
  displayNumber: '1',
  status: 'shipped',
  payment: 'paid',
  fulfilment: 'shipped',
  holds: [],
  currency: 'CNY',
  totalMinor: 9_800,
  lines: [
    {
      externalLineId: '1-1',
      skuId: 'k1',
      skuCode: 'TEE-M',
      quantity: 2,
      cancelledQuantity: 0,
      reservedQuantity: 0,
      paidMinor: 9_800,
    },
  ],
  parcels: [parcel],
  eventAtMs: {},
};

const movement = (seq: number, kind: string, onHandDelta: number, reservedDelta: number): StockMovementRow => ({
  seq,
  skuId: 'k1',
  kind,
  onHandDelta,
  reservedDelta,
  orderId: 'o1',
});

const good: DemoEvidence = {
  shops: [shop],
  waybills: [
    {
      orderId: 'PB-p1',
      custReferenceNo: undefined,
      waybillNumbers: ['SF1'],
      parcelQty: 1,
      issuedAtMs: 5,
      receiverName: '',
      createCalls: 1,
      cancelledAtMs: undefined,
    },
  ],
  orders: [order],
  printed: [
    { number: 1, printedAtMs: 6, isComplete: false, barcode: null, texts: [], pngFile: 'half', bytesFile: 'half' },
    {
      number: 2,
      printedAtMs: 7,
      isComplete: true,
      barcode: 'SF1',
      texts: ['SF1'],
      pngFile: 'whole',
      bytesFile: 'whole',
    },
  ],
  mistakes: [{ kind: 'wrong_item', orderNumber: '1', stationId: 'station-1', what: '952', refusedWith: 'ERR_X' }],
  stock: {
    levels: [{ skuId: 'k1', onHand: 8, reserved: 0 }],
    movements: [movement(1, 'counted', 10, 0), movement(2, 'reserved', 0, 2), movement(3, 'issued', -2, -2)],
  },
  weighing: {
    unitGrams: new Map([['TEE-M', 200]]),
    packagingG: 30,
    tolerance: { perMille: 50, minimumG: 20 },
    hasScale: true,
  },
  checks: [{ name: 'event-chains', ok: true, checked: 5, problems: [] }],
};

const withOrder = (change: Partial<StoredOrder>): DemoEvidence => ({ ...good, orders: [{ ...order, ...change }] });
const withParcel = (change: Partial<StoredParcel>): DemoEvidence => withOrder({ parcels: [{ ...parcel, ...change }] });
const withShop = (change: Partial<ShopBooks>): DemoEvidence => ({ ...good, shops: [{ ...shop, ...change }] });
const withBooked = (change: Partial<BookedOrder>): DemoEvidence => withShop({ paid: [{ ...booked, ...change }] });
const withMovements = (...movements: StockMovementRow[]): DemoEvidence => ({
  ...good,
  stock: { ...good.stock, movements },
});
const secondPrint = { ...parcel.prints[0]!, printNumber: 2 };
const [waybill, whole] = [good.waybills[0]!, good.printed[1]!];
const shipment = shop.shipments[0]!;

/** Promise -> ways to break it, and nothing but it unless `also` says so. */
const BREAKS: Readonly<Record<string, readonly (readonly [what: string, evidence: DemoEvidence, also?: string[]])[]>> =
  {
    P1: [
      ['a paid order was never stored', { ...good, orders: [] }, ['P2', 'P4', 'SHIPMENTS', 'P6']],
      ['a paid order is stored as unpaid', withOrder({ payment: 'awaited' })],
      ['an order is stored as paid that nobody paid', withShop({ paid: [] }), ['P3', 'P6']],
      ['amounts differ', withOrder({ totalMinor: 9_801 })],
      ['currencies differ', withOrder({ currency: 'USD' })],
      ['a line has another quantity', withOrder({ lines: [{ ...order.lines[0]!, quantity: 3 }] })],
      ['a line is missing', withOrder({ lines: [] }), ['P4']],
    ],
    P2: [
      ['the carrier issued two numbers', { ...good, waybills: [{ ...waybill, waybillNumbers: ['SF1', 'SF2'] }] }],
      [
        'the carrier issued a number that nobody knows',
        { ...good, waybills: [waybill, { ...waybill, orderId: 'PB-p9' }] },
      ],
      ['a waybill is unknown to the carrier', { ...good, waybills: [] }],
      ['no label came out', { ...good, printed: [] }],
      ['two labels came out', { ...good, printed: [whole, { ...whole, number: 3 }] }],
      ['the paper carries another barcode', { ...good, printed: [{ ...whole, barcode: 'SF9' }] }],
      ['the paper carries no barcode', { ...good, printed: [whole, { ...whole, barcode: null }] }],
      [
        'two prints stand for one label',
        withParcel({ prints: [parcel.prints[0]!, { ...secondPrint, reason: 'torn' }] }),
      ],
      [
        'a second print was made without asking',
        withParcel({ prints: [{ ...parcel.prints[0]!, state: 'voided' }, secondPrint] }),
      ],
    ],
    P3: [
      ['a unit is missing in the box', withParcel({ scannedUnits: { '1-1': 1 } }), ['P4']],
      ['something else is in the box', withParcel({ scannedUnits: { '1-1': 2, '9-9': 1 } })],
      ['a refunded unit was packed', withBooked({ dueUnits: { '1-1': 1 } })],
      ['the box is too heavy', withParcel({ weightG: 500 })],
      ['the box was not weighed', withParcel({ weightG: null })],
      ['the weight was overridden', withParcel({ isOverridden: true })],
      ['the weight was typed in although there is a scale', withParcel({ weightSource: 'manual' })],
      ['a mistake was let through', { ...good, mistakes: [{ ...good.mistakes[0]!, refusedWith: null }] }],
    ],
    P4: [
      [
        'more was promised than there was, for a moment',
        withMovements(
          movement(1, 'counted', 10, 0),
          movement(2, 'reserved', 0, 12),
          movement(3, 'released', 0, -10),
          movement(4, 'issued', -2, -2),
        ),
      ],
      [
        'a level differs from its ledger',
        withMovements(movement(1, 'counted', 9, 0), ...good.stock.movements.slice(1)),
      ],
      ['shipped goods were never booked out', withMovements(movement(1, 'counted', 8, 0))],
      ['a level promises what no order wants', withOrder({ lines: [{ ...order.lines[0]!, reservedQuantity: 1 }] })],
    ],
    SHIPMENTS: [
      ['the channel was never told', withShop({ shipments: [] })],
      ['the channel was told twice', withShop({ shipments: [{ ...shipment, acceptedCalls: 2 }] })],
      ['the channel was told another number', withShop({ shipments: [{ ...shipment, trackingNumber: 'SF9' }] })],
      ['a parcel left that was called off', withShop({ shipments: [{ ...shipment, shippedAgainst: 'refund-open' }] })],
      [
        'the channel knows a parcel that did not leave',
        withOrder({ status: 'on_hold', fulfilment: 'packed', holds: ['x:y'] }),
      ],
    ],
    P6: [
      [
        'an order that may be shipped lies around',
        {
          ...good,
          shops: [{ ...shop, paid: [booked, { ...booked, externalNumber: '2' }] }],
          orders: [
            order,
            { ...order, id: 'o2', externalNumber: '2', status: 'ready_to_pack', fulfilment: 'reserved', parcels: [] },
          ],
        },
      ],
      [
        'an order that was closed is still to be packed',
        {
          ...good,
          shops: [
            { ...shop, paid: [booked, { ...booked, externalNumber: '2', shippable: false, blockReason: 'closed' }] },
          ],
          orders: [
            order,
            { ...order, id: 'o2', externalNumber: '2', status: 'ready_to_pack', fulfilment: 'reserved', parcels: [] },
          ],
        },
      ],
    ],
    RECORDS: [
      [
        'an event chain is broken',
        {
          ...good,
          checks: [
            {
              name: 'event-chains',
              ok: false,
              checked: 5,
              problems: [{ code: 'events_missing', data: { order: '1' } }],
            },
          ],
        },
      ],
      ['nothing was checked', { ...good, checks: [] }],
    ],
  };

const broken = (evidence: DemoEvidence): string[] =>
  checkInvariants(evidence)
    .filter(({ ok }) => !ok)
    .map(({ id }) => id);

describe('the checker of the demo run', () => {
  it('finds nothing wrong with a run in which all went well', () => {
    expect(checkInvariants(good).filter(({ ok }) => !ok)).toEqual([]);
  });

  it('lets a label be printed again after a person was asked', () => {
    const prints = [
      { ...parcel.prints[0]!, state: 'voided' },
      { ...secondPrint, reason: 'outcome_unknown' },
    ];
    expect(broken(withParcel({ prints }))).toEqual([]);
  });

  it('lets a labelled parcel stay whose order was cancelled while the label was printing', () => {
    const waybills = [{ requestKey: 'PB-p2', state: 'issued', trackingNumber: 'SF2' }];
    const prints = [{ ...parcel.prints[0]!, labelKey: 'waybill:w2' }];
    const stays = { ...parcel, id: 'p2', state: 'labelled' as const, waybills, prints };
    const number = { externalNumber: '2' };
    const cancelled = { ...order, ...number, id: 'o2', status: 'cancelled', fulfilment: 'cancelled', parcels: [stays] };
    const evidence = {
      ...good,
      orders: [order, cancelled],
      shops: [{ ...shop, paid: [booked, { ...booked, ...number, shippable: false, blockReason: 'cancelled' }] }],
      waybills: [waybill, { ...waybill, orderId: 'PB-p2', waybillNumbers: ['SF2'] }],
      printed: [whole, { ...whole, number: 3, barcode: 'SF2' }],
    };
    expect(broken(evidence)).toEqual([]);
  });

  it('accepts an order that its channel closed and that nobody packed', () => {
    const orders = [
      order,
      { ...order, id: 'o2', externalNumber: '2', status: 'cancelled', fulfilment: 'cancelled', parcels: [] },
    ];
    const closed = { ...booked, externalNumber: '2', shippable: false, blockReason: 'closed' };
    expect(broken({ ...good, orders, shops: [{ ...shop, paid: [booked, closed] }] })).toEqual([]);
  });

  for (const [id, breaks] of Object.entries(BREAKS)) {
    for (const [what, evidence, also = []] of breaks) {
      it(`${id} fails when ${what}`, () => {
        expect(broken(evidence).toSorted()).toEqual([id, ...also].toSorted());
      });
    }
  }

  it('covers every promise', () => {
    expect(Object.keys(BREAKS).toSorted()).toEqual(
      checkInvariants(good)
        .map(({ id }) => id)
        .toSorted(),
    );
  });
});

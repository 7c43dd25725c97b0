import { afterEach, describe, expect, it } from 'vitest';
import { openJsonSocket } from '#main/lib/json-socket.ts';
import { createNodeHttpClient } from '#main/lib/http-node-client.ts';
import type { NodeHttpClient } from '#main/lib/http-node-client.ts';
import type { ConfirmShipmentRequest, StatusMapRow } from '#main/plugins/channels/channel-connector.ts';
import { woocommerceConnector } from '#main/plugins/channels/woocommerce/woocommerce-connector.ts';
import { startWoocommerceSimulator } from '#main/simulators/woocommerce/woocommerce-simulator.ts';
import type {
  WoocommerceSimulator,
  WoocommerceSimulatorOptions,
} from '#main/simulators/woocommerce/woocommerce-simulator.ts';
import { allOf } from '#tests/contract/connectors/scripted-http.ts';

const HOUR = 3_600_000;
const clock = { nowMs: () => Date.now() };
const open: { shop: WoocommerceSimulator; http: NodeHttpClient }[] = [];

afterEach(async () => {
  for (const { shop, http } of open.splice(0)) {
    http.close();
    await shop.close();
  }
});

async function start(options: WoocommerceSimulatorOptions = {}, config: object = {}) {
  const shop = await startWoocommerceSimulator(options);
  const http = createNodeHttpClient({ clock });
  open.push({ shop, http });
  const context = {
    config: woocommerceConnector.configSchema.parse({ siteUrl: shop.url, ...config }),
    credentials: woocommerceConnector.credentialsSchema.parse({
      consumerKey: shop.consumerKey,
      consumerSecret: shop.consumerSecret,
    }),
    currency: 'USD',
    http,
    openSocket: openJsonSocket,
    clock,
    signal: new AbortController().signal,
  };
  const pull = async (fromMs: number, toMs: number) => {
    const results = await allOf(woocommerceConnector.pullChanges(context, { fromMs, toMs }));
    expect(results.filter((result) => !result.ok)).toEqual([]);
    return results.flatMap((result) => (result.ok ? [...result.value.messages] : []));
  };
  const readNow = async (id: string) => {
    const fetched = await woocommerceConnector.fetchOrder(context, id);
    if (!fetched.ok || !fetched.value) throw new Error(`no order ${id}`);
    const { statusMap } = woocommerceConnector;
    const reading = woocommerceConnector.readOrder(fetched.value.payload, { currency: 'USD', statusMap });
    if (!reading.ok) throw new Error(JSON.stringify(reading));
    return reading.draft;
  };
  return { shop, context, pull, readNow };
}

const parcel = (id: string, trackingNumber: string, lines: ConfirmShipmentRequest['lines'] = []) => ({
  requestKey: `ship-${id}-${trackingNumber}`,
  externalNumber: id,
  carrierId: 'sf-express',
  trackingNumber,
  lines,
  platformData: {},
});

describe('reading a shop', () => {
  it('loses no order of a window long past, although orders leave it while pages are read', async () => {
    const { shop, pull } = await start({}, { ordersPerPage: 10 });
    const past = { fromMs: Date.now() - 30 * HOUR, toMs: Date.now() - 6 * HOUR };
    const orders = shop.orders.add(60, { situation: 'paid', atMs: past.toMs - HOUR, spreadMs: 20 * HOUR });
    shop.faults.switchOn({ kind: 'drift', times: 2, rows: 3 });
    const read = new Set((await pull(past.fromMs, past.toMs)).map((message) => message.externalNumber));
    const moved = orders.filter((order) => order.modifiedAtMs >= past.toMs).map((order) => order.id);
    expect(shop.faults.firedCount('drift')).toBe(2);
    expect(orders.map((order) => order.id).filter((id) => !read.has(id) && !moved.includes(id))).toEqual([]);
  });

  it('answers no window as read while it cannot be read whole', async () => {
    const { shop, context } = await start({}, { ordersPerPage: 10 });
    const past = { fromMs: Date.now() - 30 * HOUR, toMs: Date.now() - 6 * HOUR };
    shop.orders.add(60, { situation: 'paid', atMs: past.toMs - HOUR, spreadMs: 20 * HOUR });
    shop.faults.switchOn({ kind: 'drift', times: Infinity, rows: 2 });
    const results = await allOf(woocommerceConnector.pullChanges(context, past));
    expect(results.at(-1)).toMatchObject({
      ok: false,
      failure: { kind: 'retry', code: 'ERR_CHANNEL_WINDOW_DRIFTED' },
    });
  });

  it('hears of an order that staff threw away', async () => {
    const { shop, pull, readNow } = await start();
    const { id } = shop.orders.addOne({ situation: 'paid' });
    shop.orders.trash(id);
    expect((await pull(Date.now() - HOUR, Date.now() + 1)).map((message) => message.externalNumber)).toEqual([id]);
    expect(await readNow(id)).toMatchObject({ fulfilment: 'cancelled' });
  });

  it('takes no cart for an order', async () => {
    const { shop, pull } = await start();
    const { id } = shop.orders.addOne({ situation: 'unpaid' });
    shop.orders.setStatus(id, 'checkout-draft');
    expect(await pull(Date.now() - HOUR, Date.now() + 1)).toEqual([]);
  });

  it('counts cash on delivery among the paid orders, on both sides', async () => {
    const { shop, context, readNow } = await start();
    const { id } = shop.orders.addOne({ situation: 'paid', cashOnDelivery: true });
    const window = { fromMs: Date.now() - HOUR, toMs: Date.now() + 1_000 };
    expect(await woocommerceConnector.listPaidOrders(context, window)).toMatchObject({
      value: [{ externalNumber: id }],
    });
    expect(await readNow(id)).toMatchObject({ payment: 'paid', paidAtMs: shop.books.paidOrder(id)?.paidAtMs });
  });

  it('reaches a site with plain permalinks, and says what to do where it was not told of them', async () => {
    const { shop, context } = await start({ permalinks: 'plain' }, { plainPermalinks: true });
    shop.orders.addOne({ situation: 'paid' });
    expect(await woocommerceConnector.testConnection(context)).toMatchObject({
      ok: true,
      value: { shopName: 'Packbench Demo' },
    });
    const untold = { ...context, config: { ...context.config, plainPermalinks: false } };
    expect(await woocommerceConnector.testConnection(untold)).toMatchObject({
      ok: false,
      failure: { kind: 'refused', code: 'ERR_CHANNEL_API_NOT_FOUND' },
    });
  });

  it('is turned away with a clock that runs too far behind', async () => {
    const { context } = await start();
    const late = { ...context, clock: { nowMs: () => Date.now() - 16 * 60_000 } };
    expect(await woocommerceConnector.testConnection(late)).toMatchObject({
      ok: false,
      failure: { kind: 'auth', vendorText: expect.stringContaining('Invalid timestamp') },
    });
  });
});

describe('reporting parcels', () => {
  it('completes the order with its last parcel and not before', async () => {
    const { shop, context } = await start();
    const order = shop.orders.addOne({
      situation: 'paid',
      lines: [
        { code: 'MUG-BLK', quantity: 2 },
        { code: 'TEE-M', quantity: 1 },
      ],
    });
    const [mugs, shirt] = order.lines.map((line) => ({ externalLineId: line.id, quantity: line.quantity }));
    if (!mugs || !shirt) throw new Error('two lines');
    const ship = (number: string, lines: ConfirmShipmentRequest['lines']) =>
      woocommerceConnector.confirmShipment(context, parcel(order.id, number, lines));
    expect(await ship('SF1', [{ ...mugs, quantity: 1 }])).toMatchObject({ value: { alreadyDone: false } });
    expect(order.status).toBe('processing');
    expect(await ship('SF2', [shirt])).toMatchObject({ value: { alreadyDone: false } });
    expect(order.status).toBe('processing');
    expect(await ship('SF1', [{ ...mugs, quantity: 1 }])).toMatchObject({ value: { alreadyDone: true } });
    expect(await ship('SF3', [{ ...mugs, quantity: 1 }])).toMatchObject({ value: { alreadyDone: false } });
    expect(order.status).toBe('completed');
    expect(order.notes.map((note) => note.text.match(/SF\d/)?.[0])).toEqual(['SF1', 'SF2', 'SF3']);
    const booked = shop.books.shipmentsOf(order.id);
    expect(booked.map((shipment) => [shipment.trackingNumber, shipment.acceptedCalls])).toEqual([
      ['SF1', 1],
      ['SF2', 1],
      ['SF3', 1],
    ]);
  });

  it('completes the order although a refunded unit never leaves', async () => {
    const { shop, context } = await start();
    const order = shop.orders.addOne({ situation: 'paid', lines: [{ code: 'MUG-BLK', quantity: 3 }] });
    const lineId = order.lines[0]?.id ?? '';
    shop.orders.refund(order.id, lineId, 1);
    const rest = [{ externalLineId: lineId, quantity: 2 }];
    expect(await woocommerceConnector.confirmShipment(context, parcel(order.id, 'SF1', rest))).toMatchObject({
      ok: true,
    });
    expect(order.status).toBe('completed');
  });

  it('reports nothing of an order at a plugin’s status, until somebody said what that means', async () => {
    const { shop, context } = await start({}, { partialStatus: 'partial-shipped' });
    const order = shop.orders.addOne({ situation: 'paid' });
    shop.orders.setStatus(order.id, 'fraud-check');
    const ship = (statusMap?: readonly StatusMapRow[]) =>
      woocommerceConnector.confirmShipment(context, {
        ...parcel(order.id, 'SF1'),
        ...(statusMap ? { statusMap } : {}),
      });
    expect(await ship()).toMatchObject({
      failure: { kind: 'refused', code: 'ERR_CHANNEL_SHIP_NOT_DUE', vendorCode: 'fraud-check' },
    });
    const [processing] = woocommerceConnector.statusMap.filter((row) => row.vendorStatus === 'processing');
    if (!processing) throw new Error('a row for processing');
    const meant = (change: Partial<StatusMapRow>) => [{ ...processing, vendorStatus: 'fraud-check', ...change }];
    expect(await ship(meant({ hold: 'platform' }))).toMatchObject({ failure: { code: 'ERR_CHANNEL_SHIP_NOT_DUE' } });
    expect(await ship(meant({ fulfilment: 'cancelled' }))).toMatchObject({
      failure: { code: 'ERR_CHANNEL_SHIP_CLOSED' },
    });
    expect(shop.books.shipmentsOf(order.id)).toEqual([]);
    expect(await ship(meant({}))).toMatchObject({ ok: true, value: { alreadyDone: false } });
    shop.orders.setStatus(order.id, 'partial-shipped');
    expect(await woocommerceConnector.confirmShipment(context, parcel(order.id, 'SF2'))).toMatchObject({ ok: true });
  });

  it('reports no whole order of which a part was refunded since, also not to the extension', async () => {
    const { shop, context } = await start({ trackingExtension: true }, { shipmentTracking: true });
    const order = shop.orders.addOne({ situation: 'paid', lines: [{ code: 'MUG-BLK', quantity: 3 }] });
    const lineId = order.lines[0]?.id ?? '';
    shop.orders.refund(order.id, lineId, 1);
    const packed = { ...parcel(order.id, 'SF1'), inParcel: [{ externalLineId: lineId, quantity: 3 }] };
    expect(await woocommerceConnector.confirmShipment(context, packed)).toMatchObject({
      failure: { kind: 'refused', code: 'ERR_CHANNEL_SHIP_LESS_LEFT' },
    });
    expect([order.trackings, shop.books.shipmentsOf(order.id)]).toEqual([[], []]);
  });

  it('refuses a line that the order does not have, and reports nothing', async () => {
    const { shop, context } = await start();
    const order = shop.orders.addOne({ situation: 'paid' });
    const strange = [{ externalLineId: '1', quantity: 1 }];
    expect(await woocommerceConnector.confirmShipment(context, parcel(order.id, 'SF1', strange))).toMatchObject({
      failure: { kind: 'refused' },
    });
    expect([order.meta.filter((meta) => meta.key.includes('parcels')), order.notes]).toEqual([[], []]);
  });

  it.each(['connection-reset', 'http-500', 'truncated-body'] as const)(
    'tells the buyer once although the answer to the note is lost (%s)',
    async (kind) => {
      const { shop, context } = await start({}, { requestTimeoutMs: 400 });
      const order = shop.orders.addOne({ situation: 'paid' });
      shop.faults.switchOn({ kind, operation: 'notes.create', phase: 'after' });
      const ship = () => woocommerceConnector.confirmShipment(context, parcel(order.id, 'SF1'));
      expect(await ship()).toMatchObject({ ok: false, failure: { kind: 'retry' } });
      expect(await ship()).toMatchObject({ ok: true, value: { alreadyDone: true } });
      expect(order.notes).toHaveLength(1);
    },
  );

  it('adds the parcel to the Shipment Tracking extension once, also when its answer is lost', async () => {
    const { shop, context } = await start({ trackingExtension: true }, { shipmentTracking: true, noteToBuyer: false });
    const order = shop.orders.addOne({ situation: 'paid' });
    shop.faults.switchOn({ kind: 'connection-reset', operation: 'trackings.create', phase: 'after' });
    shop.faults.switchOn({ kind: 'connection-reset', operation: 'orders.update', phase: 'before' });
    const ship = () => woocommerceConnector.confirmShipment(context, parcel(order.id, 'SF1'));
    expect(await ship()).toMatchObject({ ok: false, failure: { kind: 'unknown_outcome' } });
    expect(await ship()).toMatchObject({ ok: true, value: { alreadyDone: false } });
    expect(order.trackings.map((item) => [item.provider, item.number])).toEqual([['SF Express', 'SF1']]);
    expect([order.status, order.notes]).toEqual(['completed', []]);
  });

  it('says that the keys may not write', async () => {
    const { shop, context } = await start({ permission: 'read' });
    const order = shop.orders.addOne({ situation: 'paid' });
    expect(await woocommerceConnector.confirmShipment(context, parcel(order.id, 'SF1'))).toMatchObject({
      failure: { kind: 'auth', code: 'ERR_CHANNEL_AUTH' },
    });
  });
});

describe('refunds', () => {
  it('come with their lines, and with the money alone where no goods came back', async () => {
    const { shop, context, readNow } = await start();
    const order = shop.orders.addOne({ situation: 'paid', lines: [{ code: 'MUG-BLK', quantity: 3 }] });
    shop.orders.addOne({ situation: 'paid' });
    const lineId = order.lines[0]?.id ?? '';
    shop.orders.refund(order.id, lineId, 1);
    shop.orders.refundAmount(order.id, 100, 'scratch');
    const window = { fromMs: Date.now() - HOUR, toMs: Date.now() + 1_000 };
    const results = await allOf(woocommerceConnector.pullRefunds?.(context, window) ?? emptyPages());
    const found = results.flatMap((result) => (result.ok ? [...result.value] : []));
    const { statusMap } = woocommerceConnector;
    const drafts = found.map((message) =>
      woocommerceConnector.readRefund?.(message.payload, { currency: 'USD', statusMap }),
    );
    expect(drafts).toMatchObject([
      {
        ok: true,
        draft: { externalNumber: order.id, state: 'refunded', lines: [{ externalLineId: lineId, quantity: 1 }] },
      },
      { ok: true, draft: { externalNumber: order.id, amountMinor: 100, reason: 'scratch', lines: [] } },
    ]);
    expect(await readNow(order.id)).toMatchObject({
      payment: 'partially_refunded',
      lines: [{ quantity: 3, cancelledQuantity: 1 }],
    });
  });
});

describe('stock', () => {
  const item = (skuCode: string, availableUnits: number) => ({
    skuCode,
    availableUnits,
    externalItemId: null,
    externalSkuId: null,
  });

  it('is set by SKU, absolute, with an outcome for each', async () => {
    const { shop, context } = await start();
    const unmanaged = shop.product('TEE-S');
    if (unmanaged) unmanaged.manageStock = false;
    const items = [item('MUG-BLK', 7), item('MUG-WHT', 0), item('TEE-M', 12), item('TEE-S', 5), item('NO-SUCH', 1)];
    const pushed = await woocommerceConnector.pushStock?.(context, items);
    expect(pushed?.ok && pushed.value.map(({ skuCode, failure }) => [skuCode, failure?.vendorCode ?? null])).toEqual([
      ['MUG-BLK', null],
      ['MUG-WHT', null],
      ['TEE-M', null],
      ['TEE-S', 'manage_stock_off'],
      ['NO-SUCH', 'sku_not_found'],
    ]);
    expect(['MUG-BLK', 'MUG-WHT', 'TEE-M', 'TEE-S'].map((sku) => shop.product(sku)?.stockQuantity)).toEqual([
      7, 0, 12, 100,
    ]);
    expect(shop.requests.count('products.list')).toBe(1);
  });

  it('may be sent again when the answer is lost', async () => {
    const { shop, context } = await start({}, { requestTimeoutMs: 400 });
    shop.faults.switchOn({ kind: 'connection-reset', operation: 'products.batch', phase: 'after' });
    const push = () => woocommerceConnector.pushStock?.(context, [item('MUG-BLK', 7)]);
    expect(await push()).toMatchObject({ value: [{ failure: { kind: 'retry' } }] });
    expect(await push()).toMatchObject({ value: [{ failure: null }] });
    expect(shop.product('MUG-BLK')).toMatchObject({ stockQuantity: 7, writes: 2 });
  });
});

async function* emptyPages(): AsyncGenerator<never> {
  // Nothing: the connector lacks the method, which the expectation shows.
}

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type {
  ChannelConnector,
  ChannelContext,
  ConfirmShipmentRequest,
  RawChannelMessage,
} from '#main/plugins/channels/channel-connector.ts';
import type { PluginFailure } from '#main/plugins/plugin-result.ts';
import type { FaultRule } from '#main/simulators/kit/fault-switchboard.ts';
import type { FaultKind } from '#shared/contract/demo-shops.ts';
import type { ChannelBed, StartChannelBed } from '#tests/contract/connectors/channel-bed.ts';
import { allOf } from '#tests/contract/connectors/scripted-http.ts';

const HOUR = 3_600_000;

const READ_FAULTS: readonly [FaultKind, Partial<FaultRule>, Partial<PluginFailure>][] = [
  ['http-429', { retryAfterS: 60 }, { kind: 'retry', code: 'ERR_CHANNEL_THROTTLED', retryAfterMs: 60_000 }],
  ['throttle', { retryAfterS: 60 }, { kind: 'retry', code: 'ERR_CHANNEL_THROTTLED' }],
  ['http-500', {}, { kind: 'retry', code: 'ERR_CHANNEL_UNREACHABLE' }],
  ['connection-reset', {}, { kind: 'retry', code: 'ERR_CHANNEL_UNREACHABLE' }],
  ['hang', {}, { kind: 'retry', code: 'ERR_CHANNEL_UNREACHABLE' }],
  ['truncated-body', {}, { kind: 'retry', code: 'ERR_CHANNEL_ANSWER_TRUNCATED' }],
  ['invalid-json', {}, { kind: 'retry', code: 'ERR_CHANNEL_ANSWER_INVALID' }],
];

/** What every channel owes the product, run against its simulator over real sockets. */
export function describeChannelContract(connector: ChannelConnector, startBed: StartChannelBed): void {
  describe(`channel ${connector.id}`, () => {
    let bed: ChannelBed;
    let startedMs: number;
    beforeEach(async () => {
      bed = await startBed();
      startedMs = Date.now();
    });
    afterEach(() => bed.close());

    const lastHours = (hours = 1) => ({ fromMs: startedMs - hours * HOUR, toMs: Date.now() + 1 });
    const read = (message: RawChannelMessage) =>
      connector.readOrder(message.payload, { currency: bed.context().currency, statusMap: connector.statusMap });

    it('finds the shop', async () => {
      expect(await connector.testConnection(bed.context())).toMatchObject({
        ok: true,
        value: { shopName: expect.any(String) },
      });
    });

    it('pulls each order once and reads it as the platform booked it', async () => {
      const numbers = bed.addPaidOrders(45, 50 * 60_000);
      const messages = await pull(connector, bed.context(), lastHours());
      expect(messages.map((message) => message.externalNumber).toSorted()).toEqual(numbers.toSorted());
      for (const message of messages) {
        const reading = read(message);
        const booked = bed.books.paidOrder(message.externalNumber);
        expect(reading).toMatchObject({
          ok: true,
          draft: {
            externalNumber: message.externalNumber,
            payment: 'paid',
            holds: [],
            totalMinor: booked?.paidMinor,
            currency: booked?.currency,
          },
        });
        const lines = reading.ok
          ? reading.draft.lines.map((line) => [
              line.externalLineId.replace(/^gid:.*\//, ''),
              line.skuCode,
              line.quantity,
              line.paidMinor,
            ])
          : [];
        expect(lines).toEqual(
          booked?.items.map((item) => [
            item.lineNumber.replace(/^gid:.*\//, ''),
            item.skuCode,
            item.quantity,
            item.paidMinor,
          ]),
        );
      }
    });

    it('loses no order although orders change while pages are read', async () => {
      const numbers = bed.addPaidOrders(90, 50 * 60_000);
      bed.faults.switchOn({ kind: 'drift', times: Infinity, rows: 2 });
      const first = await pullUntilWhole(connector, bed.context(), lastHours());
      expect(bed.faults.firedCount('drift')).toBeGreaterThan(2);
      bed.faults.switchOff('drift');
      // What moved towards now belongs to the pulls that follow; they read no further back than their overlap.
      const seen = new Set(first.map((message) => message.externalNumber));
      const isMissing = (number: string) => !seen.has(number);
      const deadlineMs = Date.now() + 10_000;
      while (numbers.some(isMissing) && Date.now() < deadlineMs) {
        const next = { fromMs: startedMs - 5 * 60_000, toMs: Date.now() + 1 };
        for (const message of await pullUntilWhole(connector, bed.context(), next)) seen.add(message.externalNumber);
      }
      expect(numbers.filter(isMissing)).toEqual([]);
    });

    it('has read as far as each page says: the rest of the window brings what is missing', async () => {
      const numbers = bed.addPaidOrders(90, 50 * 60_000);
      const window = lastHours();
      const results = await allOf(connector.pullChanges(bed.context(), window));
      const pages = results.flatMap((result) => (result.ok ? [result.value] : []));
      const places = pages.flatMap(({ readUntilMs }, index) =>
        readUntilMs === undefined ? [] : [{ readUntilMs, before: pages.slice(0, index + 1) }],
      );
      expect(places.length > 0).toBe(bed.tellsNoProgress !== true);
      for (const { readUntilMs, before } of places) {
        const rest = await pull(connector, bed.context(), { ...window, fromMs: readUntilMs });
        const seen = new Set(
          [...before.flatMap(({ messages }) => messages), ...rest].map((each) => each.externalNumber),
        );
        expect(numbers.filter((number) => !seen.has(number))).toEqual([]);
      }
    });

    it('keeps calm when pages repeat or shuffle their rows', async () => {
      const numbers = bed.addPaidOrders(45, 50 * 60_000);
      bed.faults.switchOn({ kind: 'duplicate-rows', times: Infinity });
      bed.faults.switchOn({ kind: 'reordered-rows', times: Infinity });
      const messages = await pull(connector, bed.context(), lastHours());
      expect([...new Set(messages.map((message) => message.externalNumber))].toSorted()).toEqual(numbers.toSorted());
      expect(messages.every((message) => read(message).ok)).toBe(true);
    });

    it('keeps all digits of huge numbers', async () => {
      bed.faults.switchOn({ kind: 'huge-ids' });
      const numbers = bed.addPaidOrders(3);
      const messages = await pull(connector, bed.context(), lastHours());
      expect(messages.map((message) => message.externalNumber).toSorted()).toEqual(numbers.toSorted());
      expect(
        messages
          .map((message) => {
            const reading = read(message);
            return reading.ok && reading.draft.externalNumber;
          })
          .toSorted(),
      ).toEqual(numbers.toSorted());
    });

    it('parks an order with a status that nobody knows and reads the others', async () => {
      bed.addPaidOrders(3);
      bed.faults.switchOn({ kind: 'unknown-enum', times: Infinity });
      const readings = (await pull(connector, bed.context(), lastHours())).map(read);
      expect(readings.some((reading) => !reading.ok)).toBe(true);
      for (const reading of readings) if (!reading.ok) expect(reading.code).toBe('ERR_CHANNEL_STATUS_UNMAPPED');
    });

    it('reads orders with invisible characters without failing', async () => {
      bed.addPaidOrders(3);
      bed.faults.switchOn({ kind: 'zero-width', times: Infinity });
      const results = await allOf(connector.pullChanges(bed.context(), lastHours()));
      for (const result of results)
        if (result.ok) for (const message of result.value.messages) expect(() => read(message)).not.toThrow();
      expect(results.length).toBeGreaterThan(0);
    });

    it.each(READ_FAULTS)('says what %s means and reads all once it is over', async (kind, rule, failure) => {
      const numbers = bed.addPaidOrders(3);
      const fault = bed.faults.switchOn({ kind, operation: bed.operations.list, times: Infinity, ...rule });
      const results = await allOf(connector.pullChanges(bed.context(), lastHours()));
      expect(results.at(-1)).toMatchObject({ ok: false, failure });
      fault.off();
      expect(
        (await pull(connector, bed.context(), lastHours())).map((message) => message.externalNumber).toSorted(),
      ).toEqual(numbers.toSorted());
    });

    it('gets over one passing fault of each kind by itself', async () => {
      const numbers = bed.addPaidOrders(3);
      for (const [kind] of READ_FAULTS.slice(2)) bed.faults.switchOn({ kind, times: 1, skip: 0 });
      bed.faults.switchOn({ kind: 'http-429', times: 1, retryAfterS: 1 });
      const messages = await pullUntilWhole(connector, bed.context(), lastHours());
      expect(messages.map((message) => message.externalNumber)).toEqual(expect.arrayContaining([...numbers]));
    });

    it('asks for new credentials when the platform turns them away', async () => {
      for (const [name, context] of Object.entries(bed.refusedContexts())) {
        const results = await allOf(connector.pullChanges(context, lastHours()));
        expect(results.at(-1), name).toMatchObject({ ok: false, failure: { kind: 'auth', code: 'ERR_CHANNEL_AUTH' } });
        expect(await connector.testConnection(context), name).toMatchObject({ ok: false, failure: { kind: 'auth' } });
      }
    });

    it('fetches one order, and knows that a number is unknown', async () => {
      const [number = ''] = bed.addPaidOrders(1);
      const fetched = await connector.fetchOrder(bed.context(), number);
      expect(fetched).toMatchObject({ ok: true, value: { externalNumber: number } });
      expect(fetched.ok && fetched.value && read(fetched.value)).toMatchObject({
        ok: true,
        draft: { externalNumber: number },
      });
      expect(await connector.fetchOrder(bed.context(), bed.unknownNumber)).toMatchObject({ ok: true, value: null });
    });

    it('lists the paid orders of a window for the proof of completeness, changed ones included', async () => {
      const numbers = bed.addPaidOrders(30, 50 * 60_000);
      for (const number of numbers.slice(0, 5)) bed.touch(number);
      const window = { fromMs: startedMs - 40 * 60_000, toMs: startedMs - 10 * 60_000 };
      const booked = bed.books
        .paidOrders()
        .filter((order) => order.paidAtMs >= window.fromMs && order.paidAtMs < window.toMs);
      const listed = await connector.listPaidOrders(bed.context(), window);
      const amountOf = new Map(
        (listed.ok ? listed.value : []).map(({ externalNumber, amountMinor }) => [externalNumber, amountMinor]),
      );
      const wanted = booked.map((order): [string, number | null] => [
        order.externalNumber,
        bed.listsNoAmounts === true ? null : order.paidMinor,
      ]);
      expect(amountOf).toEqual(new Map(wanted));
      expect(booked.length).toBeGreaterThan(5);
    });

    it('places a hold on an order that must not be shipped, and refuses to report it', async () => {
      const number = bed.addHeldOrder();
      const fetched = await connector.fetchOrder(bed.context(), number);
      const reading = fetched.ok && fetched.value ? read(fetched.value) : null;
      expect(reading).toMatchObject({ ok: true, draft: { holds: [expect.objectContaining({ kind: 'platform' })] } });
      expect(await connector.confirmShipment(bed.context(), parcel(number))).toMatchObject({
        ok: false,
        failure: { kind: 'refused' },
      });
      expect(bed.books.shipmentsOf(number)).toEqual([]);
    });

    it('reports no parcel of an order at a status of which nobody has heard', async () => {
      const [number = ''] = bed.addPaidOrders(1);
      bed.faults.switchOn({ kind: 'unknown-enum', times: Infinity });
      const confirmed = await connector.confirmShipment(bed.context(), parcel(number));
      expect(bed.faults.firedCount('unknown-enum')).toBeGreaterThan(0);
      expect(confirmed).toMatchObject({ ok: false, failure: { kind: 'refused' } });
      expect(bed.books.shipmentsOf(number)).toEqual([]);
    });

    it('reports a parcel once, however often it is asked to', async () => {
      const [number = ''] = bed.addPaidOrders(1);
      expect(await connector.confirmShipment(bed.context(), parcel(number))).toMatchObject({
        ok: true,
        value: { alreadyDone: false },
      });
      expect(await connector.confirmShipment(bed.context(), parcel(number))).toMatchObject({
        ok: true,
        value: { alreadyDone: true },
      });
      expect(bed.books.shipmentsOf(number)).toMatchObject([{ trackingNumber: 'SF1040275268927', acceptedCalls: 1 }]);
    });

    it.each(['connection-reset', 'truncated-body', 'hang', 'http-500', 'invalid-json'] as const)(
      'does not report twice when the answer to a report is lost (%s)',
      async (kind) => {
        const [number = ''] = bed.addPaidOrders(1);
        bed.faults.switchOn({ kind, operation: bed.operations.ship, phase: 'after' });
        await connector.confirmShipment(bed.context(), parcel(number));
        expect(await connector.confirmShipment(bed.context(), parcel(number))).toMatchObject({
          ok: true,
          value: { alreadyDone: true },
        });
        expect(bed.books.shipmentsOf(number)).toMatchObject([{ acceptedCalls: 1 }]);
      },
    );

    it('calls the outcome unknown when a report vanishes, and reports when asked again', async () => {
      const [number = ''] = bed.addPaidOrders(1);
      bed.faults.switchOn({ kind: 'connection-reset', operation: bed.operations.ship, phase: 'before' });
      expect(await connector.confirmShipment(bed.context(), parcel(number))).toMatchObject({
        ok: false,
        failure: { kind: 'unknown_outcome', code: 'ERR_CHANNEL_OUTCOME_UNKNOWN' },
      });
      expect(await connector.confirmShipment(bed.context(), parcel(number))).toMatchObject({
        ok: true,
        value: { alreadyDone: false },
      });
      expect(bed.books.shipmentsOf(number)).toMatchObject([{ acceptedCalls: 1 }]);
    });
  });
}

function parcel(externalNumber: string): ConfirmShipmentRequest {
  return {
    requestKey: `ship-${externalNumber}`,
    externalNumber,
    carrierId: 'sf-express',
    trackingNumber: 'SF1040275268927',
    lines: [],
    platformData: {},
  };
}

/** All messages of a window that must come through at the first try. */
async function pull(connector: ChannelConnector, context: ChannelContext, window: { fromMs: number; toMs: number }) {
  const results = await allOf(connector.pullChanges(context, window));
  return results.flatMap((result) => {
    if (!result.ok) throw new Error(`pull failed: ${JSON.stringify(result.failure)}`);
    return [...result.value.messages];
  });
}

/** As the job engine does it: a window that fails is read again from its start. */
async function pullUntilWhole(
  connector: ChannelConnector,
  context: ChannelContext,
  window: { fromMs: number; toMs: number },
) {
  const messages: RawChannelMessage[] = [];
  for (let attempt = 1; attempt <= 8; attempt += 1) {
    const results = await allOf(connector.pullChanges(context, window));
    for (const result of results) if (result.ok) messages.push(...result.value.messages);
    const failure = results.find((result) => !result.ok);
    if (!failure) return messages;
    expect(failure.failure.kind).toBe('retry');
  }
  throw new Error('the window never came through');
}

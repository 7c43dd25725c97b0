import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { IssuedWaybill, WaybillRequest } from '#main/plugins/carriers/carrier-connector.ts';
import { sfExpressConnector } from '#main/plugins/carriers/sf-express/sf-express-connector.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';
import { finishParcel } from '#main/usecases/packing/finish-parcel.ts';
import { cancelParcel } from '#main/usecases/packing/leave-parcel.ts';
import { scanCode } from '#main/usecases/packing/scan-code.ts';
import { weighParcelManually } from '#main/usecases/packing/weigh-parcel.ts';
import type { WeightPolicy } from '#main/usecases/packing/weigh-parcel.ts';
import { prepareWaybillLabel } from '#main/usecases/printing/prepare-waybill-label.ts';
import { buyWaybillAhead } from '#main/usecases/shipping/buy-waybill-ahead.ts';
import { cancelWaybill } from '#main/usecases/shipping/cancel-waybill.ts';
import type { ConnectedCarrier } from '#main/usecases/shipping/connected-carrier.ts';
import { waybillOf } from '#main/usecases/shipping/waybill-rows.ts';
import { START_MS, SYSTEM_ACT, paidDraft } from '#tests/support/use-case-bed.ts';
import { openQueueBed } from '#tests/support/printing/queue-bed.ts';
import type { QueueBed } from '#tests/support/printing/queue-bed.ts';
import { until } from '#tests/support/until.ts';

const STATION = 'station-1';
const POLICY: WeightPolicy = { tolerance: { perMille: 0, minimumG: 1000 }, packagingG: 30 };
const SENDER = paidDraft('T1', 'SKU-1', 1).recipient;
const signal = () => new AbortController().signal;

/** A carrier that counts what it sells: the same key twice is the same waybill. */
describe('a waybill that is bought while the box is being filled', () => {
  let bed: QueueBed;
  let printer: Awaited<ReturnType<QueueBed['addPrinter']>>;
  let sold: Map<string, IssuedWaybill>;
  let asked: WaybillRequest[];
  let returned: string[];
  let answers: (key: string) => Promise<PluginResult<IssuedWaybill>>;
  beforeEach(async () => {
    bed = openQueueBed();
    printer = await bed.addPrinter('Printer 1');
    sold = new Map();
    asked = [];
    returned = [];
    answers = (key) => Promise.resolve(succeeded(sell(key)));
    bed.addSku('SKU-1', 9);
    bed.context.db.transaction((tx) => {
      tx.prepare<[]>('UPDATE shops SET buys_ahead = 1').run();
      tx.prepare<[]>(
        "INSERT INTO carrier_accounts (id, carrier_id, name, config_json, service_code, created_at_ms) VALUES ('c1', 'sf-express', 'SF', '{}', '2', 0)",
      ).run();
    });
    bed.intake([paidDraft('T1', 'SKU-1', 2)]);
  });
  afterEach(() => bed.close());

  function sell(key: string): IssuedWaybill {
    const before = sold.get(key);
    if (before) return { ...before, alreadyIssued: true };
    const issued: IssuedWaybill = {
      trackingNumber: `SF${1_040_275_268_927 + sold.size}`,
      childNumbers: [],
      alreadyIssued: false,
      route: { destinationCode: '', originCode: '', routeLabel: '571W', twoDimensionCode: '', sortingCode: '' },
    };
    sold.set(key, issued);
    return issued;
  }
  const carrier = (): ConnectedCarrier => ({
    accountId: 'c1',
    carrierId: 'sf-express',
    name: 'SF',
    serviceCode: '2',
    connector: {
      ...sfExpressConnector,
      createWaybill: (_context, request) => {
        asked.push(request);
        return answers(request.requestKey);
      },
      findWaybill: (_context, key) => Promise.resolve(succeeded(sold.get(key) ?? null)),
      cancelWaybill: (_context, key) => {
        returned.push(key);
        return Promise.resolve(succeeded({ alreadyCancelled: false }));
      },
    },
    carrierContext: () => ({
      config: {},
      credentials: {},
      http: { send: () => Promise.reject(new Error('nobody is asked')) },
      clock: bed.clock,
      signal: signal(),
    }),
  });
  const services = { chooseCarrier: carrier, senderOf: () => SENDER, weightPolicy: () => POLICY };
  const jobs = () =>
    bed.context.read
      .prepare<[], { topic: string; job_key: string }>("SELECT topic, job_key FROM jobs WHERE topic LIKE 'waybill.%'")
      .all();
  const scan = (code: string) => scanCode(bed.context, SYSTEM_ACT, STATION, code);
  const parcel = () =>
    bed.context.read.pluck<[], string>('SELECT id FROM shipments ORDER BY parcel_number DESC LIMIT 1').get() ?? '';
  const buy = (id = parcel()) => buyWaybillAhead(bed.context, services, SYSTEM_ACT, id, signal());
  const close = async () => {
    scan('690SKU-1');
    scan('690SKU-1');
    weighParcelManually(bed.context, SYSTEM_ACT, STATION, POLICY, { grams: 240, override: null });
    return finishParcel(
      bed.context,
      { ...services, printing: bed.services, recheckOrder: () => Promise.resolve() },
      SYSTEM_ACT,
      STATION,
      signal(),
    );
  };
  const putBack = () => cancelParcel(bed.context, SYSTEM_ACT, STATION);

  it('is one durable job of the box, and only where the shop allows it', () => {
    scan('T1');
    expect(jobs()).toEqual([{ topic: 'waybill.ahead', job_key: `waybill-ahead:${parcel()}` }]);
    putBack();
    bed.context.db.transaction((tx) => tx.prepare<[]>('UPDATE shops SET buys_ahead = 0').run());
    scan('T1');
    expect(jobs()).toHaveLength(1);
  });

  it('carries the expected weight and all goods, is drawn before the last scan, and is the one that goes out', async () => {
    scan('T1');
    expect(await buy()).toBeNull();
    expect(asked).toMatchObject([{ weightG: 230, goods: [{ name: 'Goods SKU-1', quantity: 2 }] }]);
    const drawn: string[] = [];
    const prepare = (deviceId: string, label: { readonly data: object }) => {
      drawn.push(JSON.stringify(label.data));
      bed.services.prepare(deviceId, { templateId: 'waybill', ...label } as Parameters<typeof bed.services.prepare>[1]);
    };
    prepareWaybillLabel(bed.context, { ...bed.services, prepare }, parcel());
    bed.clock.atMs += 90_000;
    expect(await close()).toBeNull();
    expect([...sold.keys()]).toEqual([`PB-${parcel()}`]);
    await until(() => printer.tcp.printer.labels.length === 1, 'the label is out');
    const printed = bed.context.read.pluck<[], string>('SELECT data_json FROM print_jobs').all();
    // Byte for byte what was drawn ahead, also a minute and a half later: nothing is drawn twice.
    expect(printed).toEqual(drawn);
  });

  it('is never a second one, whoever comes first: closing the box while it is being bought, and buying after it was closed', async () => {
    scan('T1');
    let answer: () => void = () => {};
    answers = (key) => new Promise((resolve) => (answer = () => resolve(succeeded(sell(key)))));
    const ahead = buy();
    answers = (key) => Promise.resolve(succeeded(sell(key)));
    expect(await close()).toBeNull();
    answer();
    expect(await ahead).toBeNull();
    expect(await buy()).toBeNull();
    expect(sold.size).toBe(1);
    expect(bed.context.read.pluck<[], number>('SELECT COUNT(*) FROM waybills').get()).toBe(1);
  });

  it('is given back with its box, also when its number comes late, and the next box buys its own', async () => {
    scan('T1');
    const first = parcel();
    await buy();
    putBack();
    expect(jobs().map(({ topic }) => topic)).toEqual(['waybill.ahead', 'waybill.cancel']);
    await cancelWaybill(bed.context, SYSTEM_ACT, carrier, waybillOf(bed.context.read, first)?.id ?? '', signal());
    expect(returned).toEqual([`PB-${first}`]);
    scan('T1');
    expect(parcel()).not.toBe(first);
    await buy(first);
    expect(sold.size).toBe(1);
    await buy();
    expect(await close()).toBeNull();
    expect(waybillOf(bed.context.read, parcel())).toMatchObject({ state: 'issued' });
  });

  it('does not go out with other goods: what the order asks for less is told when the box is closed', async () => {
    scan('T1');
    await buy();
    bed.intake([paidDraft('T1', 'SKU-1', 1, { platformVersionMs: START_MS + 1 })]);
    scan('690SKU-1');
    weighParcelManually(bed.context, SYSTEM_ACT, STATION, POLICY, { grams: 130, override: null });
    const finish = () =>
      finishParcel(
        bed.context,
        { ...services, printing: bed.services, recheckOrder: () => Promise.resolve() },
        SYSTEM_ACT,
        STATION,
        signal(),
      );
    expect(await finish()).toMatchObject({ code: 'ERR_PACKING_WAYBILL_OUTDATED' });
    expect(bed.jobs()).toEqual([]);
    putBack();
    expect(jobs().map(({ topic }) => topic)).toContain('waybill.cancel');
  });

  it('holds its order when the address changes while the box is open', async () => {
    scan('T1');
    await buy();
    const recipient = { ...paidDraft('T1', 'SKU-1', 2).recipient, street: '解放路 9 号' };
    bed.intake([paidDraft('T1', 'SKU-1', 2, { platformVersionMs: START_MS + 1, recipient })]);
    expect(bed.context.read.pluck<[], string>('SELECT reason_code FROM order_holds').all()).toEqual([
      'address_changed',
    ]);
  });

  it('waits where nobody knows whether it was bought, and leaves a refusal and unknown weights to the packer', async () => {
    scan('T1');
    const unknown = { kind: 'unknown_outcome', code: 'ERR_CARRIER_UNREACHABLE' } as const;
    const words = { retryAfterMs: null, vendorCode: 'x', vendorText: 'text' };
    answers = () => Promise.resolve(failed({ ...unknown, ...words }));
    expect(await buy()).toMatchObject({ code: 'ERR_CARRIER_OUTCOME_UNKNOWN' });
    answers = () => Promise.resolve(failed({ kind: 'refused', code: 'ERR_CARRIER_REFUSED', ...words }));
    expect(await buy()).toBeNull();
    expect(waybillOf(bed.context.read, parcel())).toMatchObject({ state: 'failed' });
    expect(await buy()).toBeNull();
    expect(asked).toHaveLength(2);
    putBack();
    bed.context.db.transaction((tx) => tx.prepare<[]>('UPDATE skus SET weight_g = NULL').run());
    scan('T1');
    expect(await buy()).toBeNull();
    expect(asked).toHaveLength(2);
  });

  it('is in the way of a partial parcel, says how out of it, and is bought once more only when that one is closed', async () => {
    scan('T1');
    await buy();
    scan('690SKU-1');
    const [number] = [...sold.values()].map((issued) => issued.trackingNumber);
    expect(scan('PB:PARTIAL')).toMatchObject({
      verdict: 'refused',
      problem: { code: 'ERR_PACKING_PARTIAL_WAYBILL', data: { number } },
    });
    const first = parcel();
    expect(scan('PB:SKIP').verdict).toBe('command_done');
    await cancelWaybill(bed.context, SYSTEM_ACT, carrier, waybillOf(bed.context.read, first)?.id ?? '', signal());
    expect(returned).toEqual([`PB-${first}`]);
    bed.clock.atMs += 1_000;
    scan('T1');
    // Not ahead again: it would be in the way again.
    expect(jobs().filter(({ topic }) => topic === 'waybill.ahead')).toHaveLength(1);
    scan('690SKU-1');
    expect(scan('PB:PARTIAL').verdict).toBe('command_done');
    expect(await buy()).toBeNull();
    expect(sold.size).toBe(1);
    weighParcelManually(bed.context, SYSTEM_ACT, STATION, POLICY, { grams: 130, override: null });
    expect(
      await finishParcel(
        bed.context,
        { ...services, printing: bed.services, recheckOrder: () => Promise.resolve() },
        SYSTEM_ACT,
        STATION,
        signal(),
      ),
    ).toBeNull();
    expect([...sold.keys()]).toEqual([`PB-${first}`, `PB-${parcel()}`]);
    expect(asked.map(({ goods }) => goods?.map((each) => each.quantity))).toEqual([[2], [1]]);
  });
});

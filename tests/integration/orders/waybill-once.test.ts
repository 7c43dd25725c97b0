import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { IssuedWaybill } from '#main/plugins/carriers/carrier-connector.ts';
import { sfExpressConnector } from '#main/plugins/carriers/sf-express/sf-express-connector.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginFailure, PluginResult } from '#main/plugins/plugin-result.ts';
import { cancelParcel } from '#main/usecases/packing/leave-parcel.ts';
import { scanCode } from '#main/usecases/packing/scan-code.ts';
import { weighParcelManually } from '#main/usecases/packing/weigh-parcel.ts';
import { cancelWaybill } from '#main/usecases/shipping/cancel-waybill.ts';
import type { ConnectedCarrier } from '#main/usecases/shipping/connected-carrier.ts';
import { requestWaybill } from '#main/usecases/shipping/request-waybill.ts';
import { waybillOf } from '#main/usecases/shipping/waybill-rows.ts';
import { SYSTEM_ACT, openUseCaseBed, paidDraft } from '#tests/support/use-case-bed.ts';

const ISSUED: IssuedWaybill = {
  trackingNumber: 'SF1040275268927',
  childNumbers: [],
  alreadyIssued: false,
  route: { destinationCode: '', originCode: '', routeLabel: '', twoDimensionCode: '', sortingCode: '' },
};
const SENDER = paidDraft('T1', 'SKU-1', 1).recipient;
const failure = (kind: PluginFailure['kind'], code: PluginFailure['code']): PluginFailure => ({
  kind,
  code,
  retryAfterMs: null,
  vendorCode: 'x',
  vendorText: 'text',
});

/** Answers of a carrier in the order in which they come, while people go on working. */
describe('the waybill of a parcel', () => {
  let bed: ReturnType<typeof openUseCaseBed>;
  let shipmentId: string;
  /** What the carrier says next; a test may answer late. */
  let create: () => Promise<PluginResult<IssuedWaybill>>;
  let find: () => Promise<PluginResult<IssuedWaybill | null>>;
  let cancelled: number;
  beforeEach(() => {
    bed = openUseCaseBed();
    bed.addSku('SKU-1', 5);
    bed.intake([paidDraft('T1', 'SKU-1', 1)]);
    scanCode(bed.context, SYSTEM_ACT, 'st1', 'T1');
    scanCode(bed.context, SYSTEM_ACT, 'st1', '690SKU-1');
    const policy = { tolerance: { perMille: 0, minimumG: 1000 }, packagingG: 0 };
    weighParcelManually(bed.context, SYSTEM_ACT, 'st1', policy, { grams: 100, override: null });
    shipmentId = bed.context.read.pluck<[], string>('SELECT id FROM shipments').get() ?? '';
    bed.context.db.transaction((tx) => {
      tx.prepare<[]>(
        "INSERT INTO carrier_accounts (id, carrier_id, name, config_json, service_code, created_at_ms) VALUES ('c1', 'sf-express', 'SF', '{}', '2', 0)",
      ).run();
    });
    cancelled = 0;
    create = () => Promise.resolve(succeeded(ISSUED));
    find = () => Promise.resolve(succeeded(null));
  });
  afterEach(() => bed.close());

  const carrier = (): ConnectedCarrier => ({
    accountId: 'c1',
    carrierId: 'sf-express',
    name: 'SF',
    serviceCode: '2',
    connector: {
      ...sfExpressConnector,
      createWaybill: () => create(),
      findWaybill: () => find(),
      cancelWaybill: () => {
        cancelled += 1;
        return Promise.resolve(succeeded({ alreadyCancelled: false }));
      },
    },
    carrierContext: () => ({
      config: {},
      credentials: {},
      http: { send: () => Promise.reject(new Error('nobody is asked')) },
      clock: bed.clock,
      signal: new AbortController().signal,
    }),
  });
  const request = () =>
    requestWaybill(bed.context, SYSTEM_ACT, carrier(), SENDER, shipmentId, new AbortController().signal);
  const waybill = () => waybillOf(bed.context.read, shipmentId);
  const events = () => bed.eventTypes(bed.order('T1')?.id ?? '').filter((type) => type.startsWith('waybill.'));
  const giveBack = () =>
    cancelWaybill(bed.context, SYSTEM_ACT, carrier, waybill()?.id ?? '', new AbortController().signal);

  it('stays as the first answer made it when two windows asked for it and the second was told nothing', async () => {
    let answer: (result: PluginResult<IssuedWaybill>) => void = () => {};
    create = () => new Promise((resolve) => (answer = resolve));
    const first = request();
    let answerFind: (result: PluginResult<null>) => void = () => {};
    find = () => new Promise((resolve) => (answerFind = resolve));
    const second = request();
    answer(succeeded(ISSUED));
    expect(await first).toBeNull();
    answerFind(failed(failure('retry', 'ERR_CARRIER_UNREACHABLE')));
    expect(await second).toBeNull();
    expect(waybill()).toMatchObject({ state: 'issued', tracking_number: ISSUED.trackingNumber, failure_json: null });
  });

  it('is issued once in the timeline however many windows were answered', async () => {
    let answer: (result: PluginResult<IssuedWaybill>) => void = () => {};
    create = () => new Promise((resolve) => (answer = resolve));
    const first = request();
    create = () => Promise.resolve(succeeded({ ...ISSUED, alreadyIssued: true }));
    const second = request();
    answer(succeeded(ISSUED));
    expect([await first, await second]).toEqual([null, null]);
    expect(events().filter((type) => type === 'waybill.issued')).toHaveLength(1);
  });

  it('tells in the timeline what the carrier remarked beside its number', async () => {
    const remark = { code: 'INFO' as const, vendorCode: 'filterResult 1', vendorText: '地址待确认' };
    create = () => Promise.resolve(succeeded(ISSUED, [remark]));
    expect(await request()).toBeNull();
    const data = bed.context.read
      .pluck<[], string>("SELECT data_json FROM order_events WHERE type = 'waybill.issued'")
      .get();
    expect(JSON.parse(data ?? '{}')).toMatchObject({ vendorCode: 'filterResult 1', vendorText: '地址待确认' });
  });

  it('is given back when the number comes after the parcel was put back', async () => {
    let answer: (result: PluginResult<IssuedWaybill>) => void = () => {};
    create = () => new Promise((resolve) => (answer = resolve));
    const late = request();
    cancelParcel(bed.context, SYSTEM_ACT, 'st1');
    expect(await giveBack()).toBeNull();
    answer(succeeded(ISSUED));
    await late;
    expect(bed.context.read.pluck<[], number>("SELECT COUNT(*) FROM jobs WHERE topic = 'waybill.cancel'").get()).toBe(
      2,
    );
    expect(await giveBack()).toBeNull();
    expect([cancelled, waybill()?.state]).toEqual([1, 'cancelled']);
  });

  it('that was never made needs no giving back', async () => {
    create = () => Promise.resolve(failed(failure('unknown_outcome', 'ERR_CARRIER_OUTCOME_UNKNOWN')));
    await request();
    expect(waybill()?.state).toBe('unknown');
    expect(await giveBack()).toBeNull();
    expect([cancelled, waybill()?.state]).toEqual([0, 'cancelled']);
  });

  it('that the carrier refuses when asked about it is refused, not unknown for ever', async () => {
    create = () => Promise.resolve(failed(failure('unknown_outcome', 'ERR_CARRIER_OUTCOME_UNKNOWN')));
    await request();
    find = () => Promise.resolve(failed(failure('refused', 'ERR_CARRIER_REFUSED')));
    expect((await request())?.code).toBe('ERR_CARRIER_REFUSED');
    expect(waybill()?.state).toBe('failed');
  });
});

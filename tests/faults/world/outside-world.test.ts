import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STATION_ID } from '#main/app/station-id.ts';
import type { PushRequest } from '#main/plugins/channels/channel-pushes.ts';
import { decidePrintJob } from '#main/usecases/printing/decide-print-job.ts';
import { listOrders } from '#main/usecases/orders/list-orders.ts';
import { weighParcel } from '#main/usecases/packing/weigh-parcel.ts';
import { listShops } from '#main/usecases/shops/manage-shops.ts';
import { OPERATOR, startWorkstationBed } from '#tests/support/workstation-bed.ts';
import type { WorkstationBed } from '#tests/support/workstation-bed.ts';
import { until } from '#tests/support/until.ts';

/** Everything that the world outside does wrong, seen from the whole product: nothing lost, nothing doubled, a code on the screen. */
describe('the world outside', () => {
  let bed: WorkstationBed;
  beforeAll(async () => {
    bed = await startWorkstationBed(12);
  }, 60_000);
  afterAll(() => bed.stop(), 60_000);

  const problemOf = (channelId: string) =>
    listShops(bed.read, bed.services.shops).find((shop) => shop.channelId === channelId)?.problem?.code ?? null;
  const jobCodes = () =>
    bed.read
      .prepare<[], { last_error_json: string }>(
        "SELECT last_error_json FROM jobs WHERE last_error_json IS NOT NULL AND topic = 'shop.pull'",
      )
      .all()
      .map((row) => (JSON.parse(row.last_error_json) as { code: string }).code);

  const sourcesOf = (number: string) =>
    bed.read
      .pluck<[string], string>('SELECT DISTINCT source FROM raw_messages WHERE external_number = ? ORDER BY source')
      .all(number);

  /** The gate keeps in the database whether the last parcel was seen to leave the plate. */
  const isPlateReleased = () =>
    bed.services.stationScale.live(STATION_ID).grams === 0 &&
    bed.read.prepare<[], { n: number }>("SELECT COUNT(*) AS n FROM device_state WHERE value_json LIKE '%true%'").get()
      ?.n === 0;

  async function capturePush(number: string): Promise<PushRequest> {
    const { createHmac } = await import('node:crypto');
    const order = bed.world.shopify.orders.get(number);
    if (!order) throw new Error(`no order ${number}`);
    const body = new TextEncoder().encode(
      JSON.stringify({
        admin_graphql_api_id: number,
        id: Number(number.split('/').at(-1)),
        updated_at: new Date().toISOString(),
      }),
    );
    const signature = createHmac('sha256', bed.world.shopify.clientSecret).update(body).digest('base64');
    return {
      method: 'POST',
      query: {},
      body,
      headers: {
        'x-shopify-hmac-sha256': signature,
        'x-shopify-topic': 'orders/updated',
        'x-shopify-shop-domain': bed.world.shopify.shopDomain,
        'x-shopify-webhook-id': `wh-${number}`,
        'x-shopify-event-id': `ev-${number}`,
        'x-shopify-api-version': '2026-10',
        'x-shopify-triggered-at': new Date().toISOString(),
      },
    };
  }

  it('takes a push delivered twice as one, and the order arrives before any poll', async () => {
    const { id: number } = bed.world.shopify.orders.addOne({ situation: 'paid' });
    const push = await capturePush(number);
    const first = await bed.services.receivePush(bed.shopId('shopify'), push);
    const second = await bed.services.receivePush(bed.shopId('shopify'), push);
    await bed.services.jobs.whenIdle();
    expect([first.duplicate, second.duplicate]).toEqual([false, true]);
    expect(bed.order(number)?.status).toBe('ready_to_pack');
    expect(sourcesOf(number)).toEqual(['fetch', 'push']);
  });

  it('refuses a push with a broken signature with its code and stores nothing of it', async () => {
    const number = bed.world.shopify.books.paidOrders().at(0)?.externalNumber ?? '';
    const push = await capturePush(number);
    const flipped = new Uint8Array(push.body);
    flipped[5] = (flipped[5] ?? 0) ^ 1;
    const before = bed.read.prepare<[], { n: number }>('SELECT COUNT(*) AS n FROM raw_messages').get();
    await expect(bed.services.receivePush(bed.shopId('shopify'), { ...push, body: flipped })).rejects.toMatchObject({
      code: 'ERR_CHANNEL_SIGNATURE_INVALID',
    });
    expect(bed.read.prepare<[], { n: number }>('SELECT COUNT(*) AS n FROM raw_messages').get()).toEqual(before);
    expect(problemOf('shopify')).toBe('ERR_CHANNEL_SIGNATURE_INVALID');
    await bed.services.receivePush(bed.shopId('shopify'), push);
    expect(problemOf('shopify')).toBeNull();
  });

  it('a push that comes late or out of order never turns an order back', async () => {
    const number = bed.world.shopify.books.paidOrders().at(0)?.externalNumber ?? '';
    const late = await capturePush(number);
    bed.world.shopify.orders.cancel(number);
    await bed.pull('shopify');
    expect(bed.order(number)?.status).toBe('cancelled');
    await bed.services.receivePush(bed.shopId('shopify'), {
      ...late,
      headers: { ...late.headers, 'x-shopify-webhook-id': 'late-1', 'x-shopify-triggered-at': '2026-01-01T00:00:00Z' },
    });
    await bed.services.jobs.whenIdle();
    expect(bed.order(number)?.status).toBe('cancelled');
  });

  it.each([
    ['http-429', { retryAfterS: 1 }, 'ERR_CHANNEL_THROTTLED'],
    ['truncated-body', {}, 'ERR_CHANNEL_ANSWER_TRUNCATED'],
    ['invalid-json', {}, 'ERR_CHANNEL_ANSWER_INVALID'],
  ] as const)(
    'a pull answered with %s shows its code on the shop, keeps the watermark, and catches up',
    async (kind, more, code) => {
      const watermark = () =>
        bed.read
          .prepare<[string], { watermark_ms: number }>(
            "SELECT watermark_ms FROM sync_cursors WHERE shop_id = ? AND stream = 'orders'",
          )
          .get(bed.shopId('taobao'))?.watermark_ms;
      const before = watermark();
      const fault = bed.world.taobao.faults.switchOn({
        kind,
        operation: 'taobao.trades.sold.increment.get',
        times: Number.POSITIVE_INFINITY,
        ...more,
      });
      const added = bed.world.taobao.orders.addOne({ situation: 'paid' });
      void bed.pull('taobao');
      await until(
        () => problemOf('taobao') === code,
        `the shop shows ${code}, shows ${problemOf('taobao')} ${jobCodes().join()}`,
        60_000,
      );
      expect(watermark()).toBe(before);
      fault.off();
      bed.services.jobs.wake();
      await until(
        () => bed.order(added.tid)?.status === 'ready_to_pack' && problemOf('taobao') === null,
        'the order arrived and the problem is gone',
        60_000,
      );
    },
    150_000,
  );

  it('loses no row when orders change between pages', async () => {
    bed.world.taobao.orders.add(120, { situation: 'paid' });
    bed.world.taobao.faults.switchOn({
      kind: 'drift',
      operation: 'taobao.trades.sold.increment.get',
      times: 3,
      rows: 3,
    });
    const missing = () => bed.world.taobao.books.paidOrders().filter((paid) => !bed.order(paid.externalNumber));
    // Drifting rows may be dated a second or two ahead: the next polls' overlap brings them.
    const deadline = performance.now() + 30_000;
    do await bed.pull('taobao');
    while (missing().length > 0 && performance.now() < deadline);
    expect(missing()).toEqual([]);
  }, 60_000);

  it('a cancellation of the last second stops the parcel before a waybill is bought', async () => {
    const number =
      bed.world.taobao.books.paidOrders().find((paid) => bed.order(paid.externalNumber)?.status === 'ready_to_pack')
        ?.externalNumber ?? '';
    bed.pack(number);
    bed.world.taobao.orders.requestRefund(number);
    await expect(bed.finish()).rejects.toMatchObject({ code: 'ERR_ORDER_ON_HOLD' });
    expect(bed.world.sfExpress.books.numbersIssued(`PB-${bed.state().shipmentId}`)).toBe(0);
    expect(bed.state().problems.map((problem) => problem.code)).toContain('ERR_ORDER_ON_HOLD');
    bed.world.taobao.orders.withdrawRefund(number);
    await bed.pull('taobao');
    await bed.finish();
    await until(() => bed.state().phase === 'done', 'the parcel is done');
  }, 30_000);

  it('an answer of the carrier that never arrives is asked about, not bought twice', async () => {
    bed.pack(bed.readyNumber());
    bed.world.sfExpress.loseNextCreateAnswer(200);
    const problem = await bed.finish();
    expect(problem?.code).toBe('ERR_CARRIER_OUTCOME_UNKNOWN');
    expect(bed.state().phase).toBe('ask');
    expect(await bed.finish()).toBeNull();
    expect(bed.world.sfExpress.books.numbersIssued(`PB-${bed.state().shipmentId}`)).toBe(1);
    await until(() => bed.state().phase === 'done', 'the parcel is done');
  }, 30_000);

  it('a printer that closes the socket mid-job leaves a question, never a second label by itself', async () => {
    bed.pack(bed.readyNumber());
    bed.world.printer.closeAfterBytes(50_000);
    await bed.finish();
    await until(() => bed.state().phase === 'ask', `the operator is asked, phase ${bed.state().phase}`);
    const job = bed.state().printJob;
    expect([job?.state, job?.problem?.code]).toEqual(['interrupted', 'ERR_DEVICE_INTERRUPTED']);
    const printed = bed.world.printer.printer.labels.length;
    decidePrintJob(bed.services.context, OPERATOR, job?.id ?? '', 'reprint');
    bed.services.printQueue.wakeAll();
    await until(() => bed.state().phase === 'done', 'the reprint is out');
    expect(bed.world.printer.printer.labels.length).toBe(printed + 1);
    expect(bed.state().printJob?.printNumber).toBe(2);
  }, 30_000);

  it('paper that runs out before a label holds it back with its reason, and one label comes out after loading', async () => {
    bed.pack(bed.readyNumber());
    bed.world.printer.printer.block('paper_out');
    await until(
      () =>
        bed.services.devices.list().find((device) => device.kind === 'printer')?.live.problem?.code ===
        'ERR_PRINTER_PAPER_OUT',
      'the devices page shows it',
      15_000,
    );
    await bed.finish();
    await until(() => bed.state().printJob?.state === 'blocked', 'the job waits');
    const before = bed.world.printer.printer.labels.length;
    bed.world.printer.printer.loadPaper();
    await until(() => bed.state().phase === 'done', 'the label is out');
    expect(bed.world.printer.printer.labels.length).toBe(before + 1);
  }, 60_000);

  it('a weight out of tolerance is refused with its likely cause, and the same parcel can be weighed again', async () => {
    const scale = bed.world.scale;
    if (!scale) throw new Error('this system has no pseudo-terminals');
    bed.scan(bed.readyNumber());
    for (const line of bed.state().lines)
      for (let unit = 0; unit < line.dueQuantity; unit += 1) bed.scan(line.barcodes[0] ?? '');
    const expected = bed.state().expectedG ?? 0;
    const weigh = () =>
      weighParcel(bed.services.context, bed.services.stationScale, OPERATOR, STATION_ID, bed.services.weightPolicy());
    scale.plate.clear();
    await until(isPlateReleased, 'the plate was seen empty');
    scale.plate.put(expected * 3);
    await until(() => bed.services.stationScale.live(STATION_ID).problem === null, 'the wrong weight stands');
    expect(weigh).toThrow('ERR_PACKING_WEIGHT_OUT_OF_TOLERANCE');
    expect(bed.state().weightG).toBeNull();
    scale.plate.put(-expected * 2);
    await until(
      () =>
        bed.services.stationScale.live(STATION_ID).grams === expected &&
        bed.services.stationScale.live(STATION_ID).problem === null,
      'the right weight stands',
      15_000,
    );
    weigh();
    expect(bed.state().weightG).toBe(expected);
    // A second window of the same station takes the weight by itself, too.
    expect(weigh).not.toThrow();
    await bed.finish();
    await until(() => bed.state().phase === 'done', 'the parcel is done');
  }, 60_000);

  it('a scale that is pulled out shows at once, refuses with its code, and weighs again when it is back', async () => {
    const scale = bed.world.scale;
    if (!scale) throw new Error('this system has no pseudo-terminals');
    scale.unplug();
    const live = () => bed.services.stationScale.live(STATION_ID);
    await until(() => live().problem?.code === 'ERR_DEVICE_PORT_MISSING', 'the scale is missed');
    expect(live()).toMatchObject({ status: 'offline', grams: null });
    expect(() => bed.services.stationScale.accept(STATION_ID)).toThrow('ERR_DEVICE_PORT_MISSING');
    scale.plugIn();
    scale.plate.clear();
    await until(isPlateReleased, 'the scale is back and was seen empty');
    scale.plate.put(500);
    await until(() => bed.services.stationScale.live(STATION_ID).problem === null, 'the scale weighs again');
    expect(bed.services.stationScale.accept(STATION_ID).grams).toBe(500);
    expect(() => bed.services.stationScale.accept(STATION_ID)).toThrow('ERR_SCALE_NOT_RETURNED_TO_ZERO');
  }, 60_000);

  it('free text finds an order by a word of its goods soon after it came in', async () => {
    const title =
      bed.read
        .prepare<[], { title: string }>('SELECT title FROM order_lines ORDER BY id LIMIT 1')
        .get()
        ?.title.slice(0, 4) ?? '';
    await until(
      () => listOrders(bed.read, { text: title, limit: 10 }).items.length > 0,
      `orders with ${title} are found`,
    );
  });

  it('ends with every book in agreement', async () => {
    await bed.services.jobs.whenIdle();
    expect((await bed.services.verify()).checks.filter((check) => !check.ok)).toEqual([]);
    const shipped = bed.world.taobao.books.shipments();
    expect(shipped.every((shipment) => shipment.acceptedCalls === 1 && shipment.shippedAgainst === undefined)).toBe(
      true,
    );
  });
});

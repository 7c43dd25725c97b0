import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { CHANNELS } from '#main/app/registries.ts';
import type { ChannelConnector, ChannelContext, RawChannelMessage } from '#main/plugins/channels/channel-connector.ts';
import { HttpCredentials } from '#main/plugins/channels/http-api/schemas.ts';
import type { ComposedPush } from '#main/simulators/kit/push-queue.ts';
import { startHttpApiBed } from '#tests/contract/connectors/http-api-bed.ts';
import type { HttpApiBed, HttpApiBedOptions } from '#tests/contract/connectors/http-api-bed.ts';
import { allOf, answeredJson, scriptedHttp } from '#tests/contract/connectors/scripted-http.ts';

const HOUR = 3_600_000;
const httpApiConnector = connectorOf('http-api');

function connectorOf(id: string): ChannelConnector {
  const connector = CHANNELS.find(id);
  if (!connector) throw new Error(`no channel ${id}`);
  return connector;
}

function pullRefunds(context: ChannelContext) {
  if (!httpApiConnector.pullRefunds) throw new Error('no refunds');
  return httpApiConnector.pullRefunds(context, lastHour());
}

let bed: HttpApiBed | null = null;
afterEach(async () => {
  await bed?.close();
  bed = null;
});
async function open(options: HttpApiBedOptions): Promise<HttpApiBed> {
  bed = await startHttpApiBed(options);
  return bed;
}

const lastHour = () => ({ fromMs: Date.now() - HOUR, toMs: Date.now() + 1 });

async function pullAll(context: ChannelContext, window = lastHour()): Promise<readonly RawChannelMessage[]> {
  const results = await allOf(httpApiConnector.pullChanges(context, window));
  return results.flatMap((result) => {
    if (!result.ok) throw new Error(JSON.stringify(result.failure));
    return result.value.messages;
  });
}
const numbersOf = (messages: readonly RawChannelMessage[]) => messages.map((each) => each.externalNumber).toSorted();
const read = (message: RawChannelMessage) =>
  httpApiConnector.readOrder(message.payload, { currency: 'CNY', statusMap: httpApiConnector.statusMap });

const request = (...query: [string, string][]) => ({
  path: '/api/orders',
  query: [
    { name: 'changedFrom', value: '{window.from}' },
    { name: 'changedTo', value: '{window.to}' },
    { name: 'size', value: '{pageSize}' },
    ...query.map(([name, value]) => ({ name, value })),
  ],
});
const orders = (paging: object, ...query: [string, string][]) => ({
  request: request(...query),
  paging,
  rows: 'orders',
  number: 'orderNo',
});
const PAGED: [string, string] = ['page', '{page}'];
const OFFSET: [string, string] = ['offset', '{offset}'];
const CURSOR: [string, string] = ['cursor', '{cursor}'];

const HMAC = { signature: { name: 'X-Erp-Sign' }, key: { name: 'X-Erp-Key' }, timestamp: { name: 'X-Erp-Time' } };
const SIGNED_PARTS = ['method', 'path', 'parameters', 'timestamp', 'body_hash'];

describe('ways of signing in', () => {
  const WAYS: readonly [string, HttpApiBedOptions][] = [
    ['api-key', { template: { auth: { kind: 'api_key', name: 'X-Api-Key' } } }],
    ['api-key-query', { template: { auth: { kind: 'api_key', name: 'apikey', in: 'query' } } }],
    ['basic', { template: { auth: { kind: 'basic' } } }],
    ['bearer', { template: { auth: { kind: 'bearer' } } }],
    ['hmac', { template: { auth: { kind: 'hmac', parts: SIGNED_PARTS, separator: String.raw`\n`, ...HMAC } } }],
    [
      'md5',
      {
        template: {
          zone: '+08:00',
          auth: {
            kind: 'hmac',
            hash: 'md5',
            secretAs: 'around',
            encoding: 'hex-upper',
            parts: ['parameters'],
            pairSign: '',
            joinSign: '',
            signature: { name: 'sign', in: 'query' },
            key: { name: 'app_key', in: 'query' },
            timestamp: { name: 'timestamp', in: 'query', format: 'local' },
          },
        },
      },
    ],
  ];

  it.each(WAYS)('%s lets in, also to write, and a wrong secret is turned away', async (auth, options) => {
    const { addPaidOrders, context, refusedContexts, books } = await open({ ...options, erp: { auth: auth as never } });
    const [number = ''] = addPaidOrders(1);
    expect(numbersOf(await pullAll(context()))).toEqual([number]);
    const parcel = { carrierId: 'zto', trackingNumber: 'ZTO1', lines: [], platformData: {} };
    const report = { ...parcel, requestKey: 'k1', externalNumber: number };
    expect(await httpApiConnector.confirmShipment(context(), report)).toMatchObject({ ok: true });
    expect(books.shipmentsOf(number)).toMatchObject([{ trackingNumber: 'ZTO1', carrier: 'ZTO' }]);
    for (const refused of Object.values(refusedContexts()))
      expect(await httpApiConnector.testConnection(refused)).toMatchObject({ failure: { kind: 'auth' } });
  });

  const OAUTH = { kind: 'oauth2', tokenUrl: '/oauth/token' };

  it('asks for access with the client’s own credentials, and again when it is turned away', async () => {
    const { erp, contextWith, addPaidOrders } = await open({
      erp: { auth: 'oauth-client' },
      template: { auth: OAUTH },
    });
    const numbers = addPaidOrders(2);
    const client = { clientId: erp.key, clientSecret: erp.secret };
    expect(numbersOf(await pullAll(contextWith({ credentials: client })))).toEqual(numbers.toSorted());
    const refreshed = await httpApiConnector.refreshCredentials?.(contextWith({ credentials: client }));
    const stored = HttpCredentials.parse(refreshed?.ok && refreshed.value);
    const asked = erp.requests.count('token');
    await pullAll(contextWith({ credentials: stored }));
    expect(erp.requests.count('token')).toBe(asked);
    erp.expireAccess();
    expect(numbersOf(await pullAll(contextWith({ credentials: stored })))).toEqual(numbers.toSorted());
    const wrong = contextWith({ credentials: { ...client, clientSecret: 'wrong' } });
    expect(await httpApiConnector.testConnection(wrong)).toMatchObject({ failure: { kind: 'auth' } });
  });

  it('renews access ahead of its end with a refresh token, and keeps the new one', async () => {
    const template = { auth: { ...OAUTH, grant: 'refresh_token' } };
    const { erp, contextWith, addPaidOrders } = await open({ erp: { auth: 'oauth-refresh' }, template });
    const numbers = addPaidOrders(1);
    const first = { clientId: erp.key, clientSecret: erp.secret, refreshToken: erp.tokens.refreshToken };
    expect(httpApiConnector.accessTerm?.(first)).toEqual({ accessUntilMs: 0, refreshUntilMs: null });
    // Reading alone never uses a refresh token up.
    const results = await allOf(httpApiConnector.pullChanges(contextWith({ credentials: first }), lastHour()));
    expect(results).toMatchObject([{ ok: false, failure: { kind: 'auth' } }]);
    expect(erp.requests.count('token')).toBe(0);
    const refreshed = await httpApiConnector.refreshCredentials?.(contextWith({ credentials: first }));
    const stored = HttpCredentials.parse(refreshed?.ok && refreshed.value);
    expect(stored.refreshToken).not.toBe(first.refreshToken);
    expect(stored.accessUntilMs).toBeGreaterThan(Date.now() + HOUR - 60_000);
    expect(numbersOf(await pullAll(contextWith({ credentials: stored })))).toEqual(numbers);
    // The first refresh token is used up.
    const again = await httpApiConnector.refreshCredentials?.(contextWith({ credentials: first }));
    expect(again).toMatchObject({ ok: false, failure: { kind: 'auth' } });
  });
});

describe('ways of paging', () => {
  const WAYS: readonly [string, string, HttpApiBedOptions['template']][] = [
    [
      'page by number with a count of rows',
      'page',
      { orders: orders({ kind: 'page', size: 20, totalPath: 'totalRows' }, PAGED) },
    ],
    [
      'page by number with a count of pages',
      'page',
      { orders: orders({ kind: 'page', size: 20, totalPath: 'totalPages', totalCounts: 'pages' }, PAGED) },
    ],
    ['page by number without a count', 'page', { orders: orders({ kind: 'page', size: 20 }, PAGED) }],
    ['offset with a count', 'offset', { orders: orders({ kind: 'offset', size: 20, totalPath: 'totalRows' }, OFFSET) }],
    ['offset without a count', 'offset', { orders: orders({ kind: 'offset', size: 20 }, OFFSET) }],
    ['cursor', 'cursor', { orders: orders({ kind: 'cursor', size: 20, cursorPath: 'nextCursor' }, CURSOR) }],
    ['next link', 'next-link', { orders: orders({ kind: 'next_link', size: 20, linkPath: 'next' }) }],
    ['Link header', 'link-header', { orders: orders({ kind: 'link_header', size: 20 }) }],
    ['one page', 'none', { orders: orders({ kind: 'none' }) }],
  ];

  it.each(WAYS)('%s: each order once, and none lost while orders change', async (_name, paging, template) => {
    const { addPaidOrders, context, faults } = await open({
      erp: { paging: paging as never },
      template: { ...template, detail: null },
    });
    const numbers = addPaidOrders(70, 50 * 60_000);
    const whole = await pullAll(context());
    expect(numbersOf(whole)).toEqual(numbers.toSorted());
    expect(whole.every((message) => read(message).ok)).toBe(true);
    faults.switchOn({ kind: 'drift', times: 3 });
    const seen = new Set(numbersOf(await pullAll(context())));
    faults.switchOff('drift');
    // What moved stands a second in the future, as if it changed while the pull ran.
    const later = { ...context(), clock: { nowMs: () => Date.now() + 10_000 } };
    const next = { fromMs: Date.now() - 5 * 60_000, toMs: Date.now() + 10_000 };
    for (const message of await pullAll(later, next)) seen.add(message.externalNumber);
    expect(numbers.filter((number) => !seen.has(number))).toEqual([]);
  });

  const scripted = async (template: object, answer: (url: URL) => unknown) => {
    const { contextWith } = await open({ template: { ...template, detail: null } });
    const { http, requests } = scriptedHttp((sent) => answeredJson(answer(new URL(sent.url))));
    const context = { ...contextWith({}), http };
    return { results: await allOf(httpApiConnector.pullChanges(context, lastHour())), requests };
  };
  const row = (orderNo: string) => ({ orderNo, stateCode: '20' });

  it('ends when cursors turn in a circle', async () => {
    const next = { orders: orders({ kind: 'cursor', size: 2, cursorPath: 'next' }, CURSOR) };
    const circle = await scripted(next, (url) => ({
      orders: [row(url.searchParams.get('cursor') ?? 'first')],
      next: url.searchParams.get('cursor') === 'a' ? 'b' : 'a',
    }));
    expect(circle.results).toMatchObject([
      { ok: false, failure: { kind: 'retry', code: 'ERR_CHANNEL_WINDOW_DRIFTED' } },
    ]);
    expect(circle.requests.length).toBe(3);
  });

  it('takes a server that repeats its last page for one that has ended', async () => {
    const endless = await scripted({ orders: orders({ kind: 'page', size: 1 }, PAGED) }, () => ({
      orders: [row('1')],
    }));
    expect(endless.results).toMatchObject([{ ok: true }]);
    expect(endless.requests.length).toBe(2);
  });

  it('does not follow a link to another host', async () => {
    const away = { orders: orders({ kind: 'next_link', size: 2, linkPath: 'next' }) };
    const led = await scripted(away, () => ({ orders: [row('1')], next: 'https://evil.example/orders' }));
    expect(led.results).toMatchObject([{ ok: false, failure: { code: 'ERR_CHANNEL_ANSWER_INVALID' } }]);
    expect(led.requests.map((sent) => new URL(sent.url).hostname)).toEqual(['127.0.0.1']);
  });
});

describe('the XML starter', () => {
  it('pulls, reads, reports parts, sets stock and reads refunds', async () => {
    const { erp, addPaidOrders, context, books } = await open({
      starter: 'erp-xml',
      erp: { format: 'xml', auth: 'basic' },
    });
    const numbers = addPaidOrders(25, 40 * 60_000);
    const messages = await pullAll(context());
    expect(numbersOf(messages)).toEqual(numbers.toSorted());
    for (const message of messages)
      expect(read(message)).toMatchObject({
        draft: { payment: 'paid', totalMinor: books.paidOrder(message.externalNumber)?.paidMinor },
      });
    const [number = ''] = numbers;
    const parcel = { requestKey: 'k', externalNumber: number, carrierId: 'sf-express', trackingNumber: 'SF<1>&' };
    const lines = [{ externalLineId: '10', quantity: 1 }];
    const report = { ...parcel, lines, platformData: {} };
    expect(await httpApiConnector.confirmShipment(context(), report)).toMatchObject({ ok: true });
    expect(erp.requests.entries('shipments.create').at(-1)?.body).toContain(
      '<trackingNo>SF&lt;1&gt;&amp;</trackingNo>',
    );
    expect(books.shipmentsOf(number)).toMatchObject([{ lineNumbers: ['10'] }]);
  });
});

describe('the JSON starter', () => {
  it('sets stock per SKU and says which one is not known', async () => {
    const { erp, context } = await open({});
    const code = erp.addOrders(1)[0]?.items[0]?.article ?? '';
    const item = { externalItemId: null, externalSkuId: null };
    const pushed = await httpApiConnector.pushStock?.(context(), [
      { ...item, skuCode: code, availableUnits: 7 },
      { ...item, skuCode: 'nobody', availableUnits: 1 },
    ]);
    expect(pushed).toMatchObject({ value: [{ failure: null }, { failure: { vendorCode: 'no_such_article' } }] });
    expect(erp.stockOf(code)).toBe(7);
  });

  it('reads refunds with their orders', async () => {
    const { erp, context } = await open({});
    const [order] = erp.addOrders(1, { situation: 'paid' });
    erp.addRefund(order?.id ?? '', 1250);
    const pages = await allOf(pullRefunds(context()));
    const [message] = pages.flatMap((page) => (page.ok ? page.value : []));
    expect(message).toMatchObject({ externalNumber: order?.id });
    const statusMap = httpApiConnector.statusMap;
    expect(
      httpApiConnector.readRefund?.(message?.payload ?? new Uint8Array(), { currency: 'CNY', statusMap }),
    ).toMatchObject({
      ok: true,
      draft: { state: 'requested', kind: 'refund_only', amountMinor: 1250, reason: '不想要了' },
    });
  });

  it('says what an error inside HTTP 200 means', async () => {
    const { context, faults } = await open({});
    faults.switchOn({ kind: 'error-body', operation: 'orders.list', times: 1, code: 'strange', message: 'no way' });
    expect(await httpApiConnector.testConnection(context())).toMatchObject({
      ok: false,
      failure: { kind: 'refused', vendorCode: 'strange', vendorText: expect.stringContaining('no way') },
    });
  });

  it('tells deliveries that are old, and a template without deliveries', async () => {
    const { erp, context, contextWith } = await open({});
    const [order] = erp.addOrders(1);
    const push = { method: 'POST' as const, ...erp.composePush(order?.id ?? '') };
    const late = { ...context(), clock: { nowMs: () => Date.now() + HOUR } };
    expect(httpApiConnector.verifyPush?.(late, push)).toMatchObject({ code: 'ERR_CHANNEL_SIGNATURE_INVALID' });
    const none = contextWith({ template: { push: null } });
    expect(httpApiConnector.verifyPush?.(none, push)).toMatchObject({ code: 'ERR_CHANNEL_PUSH_UNREADABLE' });
  });

  it('knows a delivery without an id again by its signed time, and without a time takes each for news', async () => {
    const { erp, template, contextWith } = await open({});
    const [order] = erp.addOrders(1);
    const timed = erp.composePush(order?.id ?? '');
    const signature = createHmac('sha256', erp.pushSecret).update(timed.body).digest('hex');
    const untimed = { ...timed, headers: { 'x-erp-signature': `sha256=${signature}` } };
    const idAt = (push: ComposedPush, timestampHeader: string, atMs: number) => {
      const context = contextWith({ template: { push: { ...template.push, deliveryHeader: '', timestampHeader } } });
      const at = { ...context, clock: { nowMs: () => atMs } };
      const verdict = httpApiConnector.verifyPush?.(at, { method: 'POST', ...push });
      return verdict?.ok ? verdict.events[0]?.deliveryId : verdict?.reason;
    };
    const nowMs = Date.now();
    const [one, other] = [idAt(timed, 'X-Erp-Time', nowMs), idAt(timed, 'X-Erp-Time', nowMs + 1)];
    expect([one, other]).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/), one]);
    expect(idAt(untimed, '', nowMs + 1)).not.toBe(idAt(untimed, '', nowMs));
  });

  it('keeps a row whose mapping fails, with the reason, beside the others', async () => {
    const { addPaidOrders, contextWith } = await open({});
    const numbers = addPaidOrders(3);
    const mapping = `{ "number": orderNo, "status": stateCode, "total": orderNo = "${numbers[1]}" ? $number("x") : grandTotal,
      "placedAt": createdAt, "lines": items.{ "sku": article, "quantity": qty, "price": unitPrice } }`;
    const messages = await pullAll(contextWith({ template: { mapping } }));
    expect(numbersOf(messages)).toEqual(numbers.toSorted());
    const failing = messages.filter((message) => !read(message).ok);
    expect(failing).toMatchObject([{ externalNumber: numbers[1], isWithheld: true }]);
    expect(failing.map(read)).toMatchObject([{ code: 'ERR_CHANNEL_ORDER_UNREADABLE', data: { reason: 'evaluation' } }]);
  });

  it('keeps the declared version of the API beside each order', async () => {
    const { addPaidOrders, contextWith } = await open({});
    addPaidOrders(1);
    const [message] = await pullAll(contextWith({ template: { apiVersion: 'v7' } }));
    expect(Buffer.from(message?.payload ?? []).toString()).toContain('"template":"REST, JSON, API v7"');
  });

  it('declares the budget of its template', async () => {
    const { contextWith } = await open({});
    const { config } = contextWith({ template: { limits: { perSecond: 5, perMinute: 100 } } });
    expect(httpApiConnector.rateLimitsOf?.(config)).toEqual([
      { operation: '*', calls: 5, perMs: 1000 },
      { operation: '*', calls: 100, perMs: 60_000 },
    ]);
  });
});

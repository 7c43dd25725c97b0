import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { createPageReader } from '#main/app/page-reading/create-page-reader.ts';
import { systemTimers } from '#main/lib/timers.ts';
import { shopifyConnector } from '#main/plugins/channels/shopify/shopify-connector.ts';
import { readPayload } from '#main/usecases/orders/page-reader.ts';

const ORDER = JSON.parse(
  readFileSync(new URL('../../../src/main/plugins/channels/shopify/fixtures/order.json', import.meta.url), 'utf8'),
) as object;
const SCOPE = { channelId: 'shopify', currency: 'USD', statusMap: shopifyConnector.statusMap };

function payloads(count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, index) =>
    Buffer.from(
      JSON.stringify({
        order: { ...ORDER, id: `gid://shopify/Order/${index}` },
        lineItems: [],
        fulfillmentOrders: [],
      }),
    ),
  );
}

describe('the thread that reads pages of orders', () => {
  const warnings: string[] = [];
  const ended: (() => Promise<void>)[] = [];
  const log = {
    debug() {},
    info() {},
    error() {},
    warn: (_data: object, message: string) => void warnings.push(message),
  };
  const open = () => {
    const reader = createPageReader(systemTimers, log);
    ended.push(reader.close);
    return reader;
  };

  afterEach(async () => {
    warnings.length = 0;
    await Promise.all(ended.splice(0).map((end) => end()));
  });

  it('makes of each payload what is made of it here, and says what is no order', async () => {
    const page = [...payloads(20), Buffer.from('{"order":'), new Uint8Array()];
    const read = await open().read(SCOPE, page);
    const here = page.map((payload) => readPayload(shopifyConnector, SCOPE, payload));
    const comparable = (each: (typeof here)[number]) => ({ ...each, packed: Buffer.from(each.packed).toString('hex') });
    expect(read?.map(comparable)).toEqual(here.map(comparable));
    expect(here.map((each) => each.reading.ok)).toEqual([...page.slice(2).map(() => true), false, false]);
  });

  it('keeps the payloads as they are for whoever asked', async () => {
    const page = payloads(16);
    const before = page.map((payload) => Buffer.from(payload).toString());
    await open().read(SCOPE, page);
    expect(page.map((payload) => Buffer.from(payload).toString())).toEqual(before);
  });

  it('leaves a few orders to whoever asked', async () => {
    expect(await open().read(SCOPE, payloads(15))).toBeNull();
  });

  it('answers several pages at once, each with its own', async () => {
    const reader = open();
    const pages = [payloads(16), payloads(40), payloads(17)];
    const read = await Promise.all(pages.map((page) => reader.read(SCOPE, page)));
    expect(read.map((page) => page?.length)).toEqual([16, 40, 17]);
  });

  it('says so where it cannot, and leaves the page to whoever asked', async () => {
    expect(await open().read({ ...SCOPE, channelId: 'nobody' }, payloads(16))).toBeNull();
    expect(warnings).toEqual(['a page of orders could not be read in its thread']);
  });

  it('that is ended under a page leaves it to whoever asked, and begins anew with the next', async () => {
    const reader = open();
    const lost = reader.read(SCOPE, payloads(16));
    await reader.close();
    expect(await lost).toBeNull();
    expect(await reader.read(SCOPE, payloads(16))).toHaveLength(16);
  });
});

import { describe, expect, it } from 'vitest';
import { readWoo, writeWoo } from '#main/plugins/channels/woocommerce/call.ts';
import { wooContext } from '#main/plugins/channels/woocommerce/fixtures/test-context.ts';
import { pullWooChanges } from '#main/plugins/channels/woocommerce/pull-changes.ts';
import type { HttpOutcome } from '#main/lib/http-client.ts';
import { redactUrl } from '#main/lib/http-redaction.ts';
import {
  allOf,
  answered,
  answeredJson,
  scriptedHttp,
  withoutWaiting,
} from '#tests/contract/connectors/scripted-http.ts';
import { z } from 'zod';

const CALL = {
  name: 'orders.list',
  method: 'GET',
  route: '/wc/v3/orders',
  query: { page: '1' },
  answer: z.unknown(),
} as const;
const said = (status: number, code: string): HttpOutcome =>
  answered(JSON.stringify({ code, message: 'words of the shop', data: { status } }), status);

describe('a call', () => {
  it('authenticates by password over https', async () => {
    const { http, requests } = scriptedHttp(() => answeredJson([]));
    await readWoo(wooContext(http, { siteUrl: 'https://shop.example/blog/' }), CALL);
    expect(requests[0]).toMatchObject({
      url: 'https://shop.example/blog/wp-json/wc/v3/orders?page=1',
      headers: { authorization: `Basic ${Buffer.from('ck_abc123:cs_secret').toString('base64')}` },
    });
  });

  it('puts the keys into the address where the host strips headers, and no trace shows them', async () => {
    const { http, requests } = scriptedHttp(() => answeredJson([]));
    await readWoo(wooContext(http, { keysInAddress: true }), CALL);
    const url = requests[0]?.url ?? '';
    expect(url).toContain('consumer_key=ck_abc123&consumer_secret=cs_secret');
    expect(requests[0]?.headers).toEqual({});
    expect(redactUrl(url)).not.toMatch(/ck_abc123|cs_secret/);
  });

  it('only signs over http, and never sends the secret', async () => {
    const { http, requests } = scriptedHttp(() => answeredJson([]));
    await readWoo(wooContext(http, { siteUrl: 'http://shop.example', keysInAddress: true }), CALL);
    const { url = '', headers = {} } = requests[0] ?? {};
    expect(url).toMatch(/oauth_signature=[\w%]+/);
    expect(`${url} ${JSON.stringify(headers)}`).not.toContain('cs_secret');
    expect(redactUrl(url)).not.toContain('ck_abc123');
  });

  it('reaches sites with plain permalinks through their front page', async () => {
    const { http, requests } = scriptedHttp(() => answeredJson([]));
    await readWoo(wooContext(http, { plainPermalinks: true }), CALL);
    expect(requests[0]?.url).toBe('https://shop.example/?rest_route=%2Fwc%2Fv3%2Forders&page=1');
  });

  it.each([
    [said(404, 'rest_no_route'), 'refused', 'ERR_CHANNEL_API_NOT_FOUND'],
    [answered('<html>Page not found</html>', 404), 'refused', 'ERR_CHANNEL_API_NOT_FOUND'],
    [said(404, 'woocommerce_rest_shop_order_invalid_id'), 'refused', 'ERR_CHANNEL_REFUSED'],
    [said(401, 'woocommerce_rest_cannot_view'), 'auth', 'ERR_CHANNEL_AUTH'],
    [said(403, 'rest_forbidden'), 'auth', 'ERR_CHANNEL_AUTH'],
    [said(400, 'rest_invalid_param'), 'refused', 'ERR_CHANNEL_REFUSED'],
    [said(429, 'too_many_requests'), 'retry', 'ERR_CHANNEL_THROTTLED'],
    [said(503, 'maintenance'), 'retry', 'ERR_CHANNEL_UNREACHABLE'],
    [answeredJson({ code: 'x', message: '', data: { status: 500 } }), 'retry', 'ERR_CHANNEL_UNREACHABLE'],
    [answered('<br /><b>Warning</b>: in plugin.php[]'), 'retry', 'ERR_CHANNEL_ANSWER_INVALID'],
  ])('knows what an error means (%#)', async (outcome, kind, code) => {
    const { http } = scriptedHttp(() => outcome);
    const call = { ...CALL, answer: z.array(z.unknown()) };
    const { result } = await withoutWaiting(() => readWoo(wooContext(http), call));
    expect(result).toMatchObject({ ok: false, failure: { kind, code } });
  });

  it('does not know what became of a write that met an error of the server', async () => {
    const { http } = scriptedHttp(() => said(502, 'bad_gateway'));
    expect(await writeWoo(wooContext(http), { ...CALL, method: 'PUT' })).toMatchObject({
      failure: { kind: 'unknown_outcome', vendorCode: 'bad_gateway' },
    });
  });
});

it('reads on to the last page where a proxy drops the paging headers', async () => {
  const order = (id: number) => ({ id, status: 'processing', date_modified_gmt: '2026-01-01T00:00:00' });
  const pages = [[order(1), order(2)], [order(3)], []];
  const { http, requests } = scriptedHttp((_, index) => answeredJson(pages[index] ?? []));
  const window = { fromMs: Date.UTC(2026, 0, 1), toMs: Date.UTC(2026, 0, 2) };
  const results = await allOf(pullWooChanges(wooContext(http, { ordersPerPage: 2 }), window));
  expect(
    results.flatMap((result) => (result.ok ? result.value.messages : [])).map((message) => message.externalNumber),
  ).toEqual(['1', '2', '3']);
  expect(requests.map((request) => new URL(request.url).searchParams.get('status'))).toEqual(['any', 'any', 'trash']);
});

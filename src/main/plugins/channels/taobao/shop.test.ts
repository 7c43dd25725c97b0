import { expect, it } from 'vitest';
import { taobaoContext } from '#main/plugins/channels/taobao/fixtures/test-context.ts';
import { findTaobaoShop } from '#main/plugins/channels/taobao/shop.ts';
import { answeredJson, formOf, scriptedHttp } from '#tests/contract/connectors/scripted-http.ts';

const NO_PERMISSION = answeredJson({ error_response: { code: 11, msg: 'Insufficient isv permissions' } });

it('asks for the nick of the seller', async () => {
  const { http, requests } = scriptedHttp(() =>
    answeredJson({ user_seller_get_response: { user: { nick: '打包店' } } }),
  );
  expect(await findTaobaoShop(taobaoContext(http))).toEqual({ ok: true, value: { shopName: '打包店' }, messages: [] });
  expect(formOf(requests[0])).toMatchObject({ method: 'taobao.user.seller.get', fields: 'nick' });
});

it('proves the credentials by a list when the app may not ask for the seller', async () => {
  const { http, requests } = scriptedHttp((request) =>
    request.operation === 'taobao.user.seller.get'
      ? NO_PERMISSION
      : answeredJson({ trades_sold_increment_get_response: { total_results: 0 } }),
  );
  expect(await findTaobaoShop(taobaoContext(http))).toEqual({ ok: true, value: { shopName: '' }, messages: [] });
  expect(requests).toHaveLength(2);
});

it('says when the list is refused, too', async () => {
  const { http } = scriptedHttp(() => NO_PERMISSION);
  expect(await findTaobaoShop(taobaoContext(http))).toMatchObject({
    ok: false,
    failure: { kind: 'refused', vendorCode: '11' },
  });
});

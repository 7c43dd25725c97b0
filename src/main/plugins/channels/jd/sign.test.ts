import { expect, it } from 'vitest';
import { signJd } from '#main/plugins/channels/jd/sign.ts';

const PARAMETERS = {
  v: '2.0',
  method: 'jingdong.pop.order.search',
  app_key: 'yourappkey',
  access_token: 'yourtoken',
  timestamp: '2021-05-07 09:20:39.683+0800',
  '360buy_param_json':
    '{"end_date":null,"optional_fields":null,"order_state":"WAIT_SELLER_STOCK_OUT","page":"1","page_size":"200","start_date":null}',
};

it('gives the published signature', () => {
  expect(signJd(PARAMETERS, 'yourappSecret')).toBe('D70825340F4084360B9362B60DFD7930');
});

it('signs neither the format nor the method of signing', () => {
  const more = { ...PARAMETERS, format: 'json', sign_method: 'md5', sign: 'OLD' };
  expect(signJd(more, 'yourappSecret')).toBe('D70825340F4084360B9362B60DFD7930');
});

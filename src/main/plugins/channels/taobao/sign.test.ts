import { expect, it } from 'vitest';
import { signTop } from '#main/plugins/channels/taobao/sign.ts';

const PARAMETERS = {
  app_key: '12345678',
  fields: 'num_iid,title,nick,price,num',
  format: 'json',
  method: 'taobao.item.seller.get',
  num_iid: '11223344',
  session: 'test',
  timestamp: '2016-01-01 12:00:00',
  v: '2.0',
};

it.each([
  ['md5', '66987CB115214E59E6EC978214934FB8'],
  ['hmac', 'D56D7858309C31B6251083A874D48273'],
  ['hmac-sha256', '04DB15AD0774D5CFCE2C837DE43E3FCEA9011ED74F3038FB6AB5F3C4CEA119E8'],
] as const)('gives the published %s signature', (method, expected) => {
  expect(signTop({ ...PARAMETERS, sign_method: method }, 'helloworld', method)).toBe(expected);
});

it('leaves out empty parameters and an earlier signature', () => {
  const extended = { ...PARAMETERS, sign_method: 'md5', sign: 'OLD', buyer_nick: '', '': 'x' };
  expect(signTop(extended, 'helloworld', 'md5')).toBe('66987CB115214E59E6EC978214934FB8');
});

it('sorts keys by bytes, upper case before lower case', () => {
  expect(signTop({ b: '1', B: '2', '3a': '3' }, 's', 'md5')).toBe(signTop({ '3a': '3', B: '2', b: '1' }, 's', 'md5'));
  expect(signTop({ b: '1', B: '2' }, 's', 'hmac')).not.toBe(signTop({ b: '2', B: '1' }, 's', 'hmac'));
});

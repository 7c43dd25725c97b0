import { expect, it } from 'vitest';
import { signLink, signPdd } from '#main/plugins/channels/pinduoduo/sign.ts';

it('gives the published signature', () => {
  const parameters = {
    access_token: 'asd78172s8ds9a921j9qqwda12312w1w21211',
    client_id: '1',
    data_type: 'XML',
    order_status: '1',
    page: '1',
    page_size: '10',
    timestamp: '1480411125',
    type: 'pdd.order.number.list.get',
  };
  expect(signPdd(parameters, 'testSecret')).toBe('E4DE3ED21002510DED352819E7AE6775');
  expect(signPdd({ ...parameters, sign: 'OLD' }, 'testSecret')).toBe('E4DE3ED21002510DED352819E7AE6775');
});

it('gives the signature that follows from the recipe', () => {
  const parameters = {
    wp_code: 'ZTO',
    access_token: 'at',
    client_id: 'c0ffee',
    data_type: 'JSON',
    timestamp: '1767225600',
    type: 'pdd.waybill.cancel',
    waybill_code: '78600000000001',
  };
  expect(signPdd(parameters, 'pdd-secret')).toBe('C9C05EBF278D9AFD626BE04AE92044B6');
});

it('sorts keys by bytes, upper case before lower case', () => {
  expect(signPdd({ b: '1', B: '2' }, 's')).toBe(signPdd({ B: '2', b: '1' }, 's'));
  expect(signPdd({ b: '1', B: '2' }, 's')).not.toBe(signPdd({ b: '2', B: '1' }, 's'));
});

it('writes the digest of the long connection in either form', () => {
  expect(signLink('c0ffee', 1_767_225_600_000, 'pdd-secret', 'bytes')).toBe('9MkzB7Bfuy2fALRqzIs6dg==');
  // Vector of a public client library (whalesky-labs/pdd-sdk-php) that follows the vendor's Java SDK.
  expect(signLink('app', 1_700_000_000_000, 'secret', 'hex')).toBe('OTgxODMwNDI2NWZiN2NiNzA2NzIxOTI0ZjJlMDMxMjE=');
});

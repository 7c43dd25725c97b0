import { createPublicKey, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readForm, signedText } from '#main/plugins/payments/alipay/form.ts';
import { hubSignature, isHubSigned } from '#main/plugins/payments/hmac/hub-signature.ts';
import { readPrivateKey, readPublicKey } from '#main/lib/key-text.ts';
import { minorOfDecimal } from '#main/plugins/payments/minor-units.ts';
import { openResource } from '#main/plugins/payments/wechat-pay/open-resource.ts';

/** Vectors of the reference, C1, C2 and C7. */
const WECHAT_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA2VCTd91fnUn73Xy9DLvt/V62TVxRTEEstVdeRaZ3B3leO0pldE806mXO4RwdHXagHQ4vGeZN0yqm++rDsGK+U3AH7kejyD2pXshNP9Cq5YwbptiLGtjcquw4HNxJQUOmDeJf2vg6byms9RUipiq4SzbJKqJFlUpbuIPDpSpWz10PYmyCNeDGUUK65E5h2B834uxl1zNLYQCrkdBzb8oUxwYeP5a2DNxmjL5lsJML7DGr5znsevnoqGRwTm9fxCGfy8wus7hwKz6clt3Whmmda7UAdb1c08hEQFVRbF14AR73xbnd8N0obCWJPCbzMCtkaSef4FdEEgEXJiw0VAJT8wIDAQAB';
const WECHAT_SIGNATURE =
  'BKyAfU4iMCuvXMXS0Wzam3V/cnxZ+JaqigPM5OhljS2iOT95OO6Fsuml2JkFANJU9K6q9bLlDhPXuoVz+pp4hAm6pHU4ld815U4jsKu1RkyaII+1CYBUYC8TK0XtJ8FwUXXz8vZHh58rrAVN1XwNyvD1vfpxrMT4SL536GLwvpUHlCqIMzoZUguLli/K8V29QiOhuH6IEqLNJn8e9b3nwNcQ7be3CzYGpDAKBfDGPCqCv8Rw5zndhlffk2FEA70G4hvMwe51qMN/RAJbknXG23bSlObuTCN7Ndj1aJGH6/L+hdwfLpUtJm4QYVazzW7DFD27EpSQEqA8bX9+8m1rLg==';
const ALIPAY_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAqObrdC7hrgAVM98tK0nv3hSQRGGKT4lBsQjHiGjeYZjOPIPHR5knm2jnnz/YGIXIofVHkA/tAlBAd5DrY7YpvI4tP5EONLtZKC2ghBMx7McI2wRD0xiqzxOQr1FuhZGJ8/AUokBzJrzY+aGX2xcOrxFYRlFilvVLTXg4LWjR1tdPkO6+i7wQZAIVMClPkwVRZEbaERRHlKqTzv2gGv5rDU8gRoe1LeaN+6BlbTqHWkQcNCUNrA8C6l17XAXGKDsm/9TFWwO8EPHHHCaQdjtV5/FdcWIt+L8SR1ss7EXTjYDFtxcKVv9rEoY1lX8T4mX+GbXfZHraG5NCF1+XioL5JwIDAQAB';
const ALIPAY_TEXT =
  'app_id=2019073166072302&auth_app_id=2019073166072302&buyer_id=2088102534368455&buyer_logon_id=xud***@126.com&buyer_pay_amount=0.10&charset=utf-8&fund_bill_list=[{"amount":"0.10","fundChannel":"ALIPAYACCOUNT"}]&gmt_create=2019-08-15 15:56:22&gmt_payment=2019-08-15 15:56:24&invoice_amount=0.10&notify_id=2019081500222155624068450559358070&notify_time=2019-08-15 15:56:25&notify_type=trade_status_sync&out_trade_no=20190815155618536-564-57&point_amount=0.00&receipt_amount=0.10&seller_email=z97-yuquerevenue@service.aliyun.com&seller_id=2088531891668739&subject=语雀空间 500人规模&total_amount=0.10&trade_no=2019081522001468450512505578&trade_status=TRADE_SUCCESS&version=1.0';
const ALIPAY_SIGN =
  'QfTb8tqE1BMhS5qAnXtvsF3/jBkEvu9q9en0pdbBUDDjvKycZhQb7h8GDs4FKfi049PynaNuatxSgLb/nLWZpXyyh0LEWdK2S6Ri7nPwrVgOs08zugLO20vOQz44y3ti2Ncm8/wZts1Fr2gZ7pShnVX3d1B50hbsXnObT1r/U8ONNQjWXd0HIul4TG+Q3fm3svmSvFEy0WnzuhcyHPX5Gm4ELNctL6Qd5YniGJFNcc7kopHYtI/XD9YCKCH6Ct02rzUs9i11C9CsadtZn+WhxF26Dqt9sGEFajkJ8cxUTLi8+VCpLHsgPE8P0y095uQcDdK0YjCh4x7wVSov+lrmOQ==';

describe('the vectors of the reference', () => {
  it("verifies WeChat Pay's own example with a key pasted as bare base64, and refuses another text", () => {
    const key = readPublicKey(WECHAT_KEY);
    const check = (text: string) =>
      key !== null && verify('RSA-SHA256', Buffer.from(text), key, Buffer.from(WECHAT_SIGNATURE, 'base64'));
    expect([check('source'), check('wrong source')]).toEqual([true, false]);
  });

  it('opens a resource of WeChat Pay with a key of 32 bytes alone, and nothing that was changed', () => {
    const sealed = {
      algorithm: 'AEAD_AES_256_GCM' as const,
      ciphertext:
        'Eu6myr+6GaECeJdOZPZ6BX5lij2Vohspf9pbw6Eor54J6prefQGx4A8pw4Iiseaw8SDSwJlkDdmqkDsswI+ydPzD9LDlVPE9736xQBZX0euJOacB',
      associated_data: 'transaction',
      nonce: 'abcdefghijkl',
    };
    const key = '0123456789abcdef0123456789abcdef';
    expect(openResource(key, sealed)?.toString()).toBe(
      '{"out_trade_no":"T1","trade_state":"SUCCESS","amount":{"total":100}}',
    );
    expect(openResource(key, { ...sealed, associated_data: 'refund' })).toBeNull();
    expect(openResource('testAPIv3Key0000', sealed)).toBeNull();
  });

  it("puts Alipay's form into the text that its signature is over", () => {
    const form = new URLSearchParams(
      ALIPAY_TEXT.split('&').map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
    );
    form.set('sign', ALIPAY_SIGN);
    form.set('sign_type', 'RSA2');
    const fields = readForm(Buffer.from(form.toString()));
    const text = fields ? signedText(fields, new Set(['sign', 'sign_type'])) : Buffer.alloc(0);
    expect(text.toString('utf8')).toBe(ALIPAY_TEXT);
    const key = readPublicKey(ALIPAY_KEY);
    expect(key && verify('RSA-SHA256', text, key, Buffer.from(ALIPAY_SIGN, 'base64'))).toBe(true);
  });

  it('signs as X-Hub-Signature-256 does', () => {
    const [secret, body] = ["It's a Secret to Everybody", Buffer.from('Hello, World!')];
    const signature = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';
    expect(hubSignature(secret, body)).toBe(signature);
    expect(isHubSigned([secret], body, signature)).toBe(true);
    expect(isHubSigned([''], body, hubSignature('', body))).toBe(false);
    expect(isHubSigned([secret], body, signature.slice(0, -2))).toBe(false);
  });
});

describe('keys as people paste them', () => {
  it('reads them with and without line breaks', () => {
    const pem = createPublicKey({ key: Buffer.from(WECHAT_KEY, 'base64'), format: 'der', type: 'spki' })
      .export({ format: 'pem', type: 'spki' })
      .toString();
    expect(readPublicKey(pem)?.asymmetricKeyType).toBe('rsa');
    expect(readPublicKey(pem.replaceAll('\n', ''))?.asymmetricKeyType).toBe('rsa');
    expect(readPublicKey('no key')).toBeNull();
    expect(readPrivateKey(WECHAT_KEY)).toBeNull();
  });

  it('reads amounts exactly', () => {
    expect(['0.10', '12', '12.3', '1.005', '-1', '1e3', ''].map(minorOfDecimal)).toEqual([
      10,
      1200,
      1230,
      null,
      null,
      null,
      null,
    ]);
  });
});

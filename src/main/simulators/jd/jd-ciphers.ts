import { createCipheriv, createHash, createHmac } from 'node:crypto';
import type { SeededRandom } from '../kit/seeded-random.ts';
import type { WireObject } from '../kit/wire-json.ts';

/** The merchant's keys at JD, the voucher that lets its app have them, and what is sealed with them. */
export interface JdCiphers {
  /** Sealed the same way each time, so that an order that did not change reads the same. */
  seal(text: string): string;
  /** Base64 of the voucher's JSON. */
  readonly voucher: string;
  /** @returns the answer of the key service for a signed request */
  keysFor(request: {
    readonly sdkVer: string;
    readonly ts: string;
    readonly tid: string;
    readonly sig: string;
  }): WireObject;
}

const SERVICE = 'packbench-sim';
const YEAR_MS = 365 * 86_400_000;

/** Written from JD's PHP SDK (ACES\Common\MKey, Token, KeyRequest). */
export function createJdCiphers(random: SeededRandom, bornAtMs: number): JdCiphers {
  const bytes = (count: number): Buffer => Buffer.from(random.hex(2 * count), 'hex');
  const key = bytes(32);
  const keyId = createHash('md5').update(`${SERVICE}:0`).digest();
  const voucherKey = bytes(16);
  const tid = random.hex(32);
  const span = { effective: bornAtMs, expired: bornAtMs + YEAR_MS };
  const voucherData = {
    act: 'create',
    ...span,
    id: tid,
    key: voucherKey.toString('base64'),
    service: SERVICE,
    stype: 1,
  };

  const encrypt = (plain: string, by: Buffer, iv: Buffer): Buffer => {
    const cipher = createCipheriv('aes-128-cbc', by.subarray(0, 16), iv);
    return Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final()]);
  };
  const short = (value: number): Buffer => Buffer.from([value >> 8, value & 255]);
  const long = (value: number): Buffer => Buffer.concat([short(value >> 16), short(value & 65_535)]);

  /** Every other text goes under a data key of its own, as the SDK's strong form does. */
  function seal(text: string): string {
    const digest = createHash('sha256').update(key).update(text).digest();
    const [iv, dataKey] = [digest.subarray(0, 16), digest.subarray(16)];
    if ((digest[0] ?? 0) % 2 === 0)
      return Buffer.concat([Buffer.from([0, 4]), keyId, encrypt(text, key, iv)]).toString('base64');
    const wrap = createCipheriv('aes-128-cbc', key.subarray(0, 16), Buffer.alloc(16)).setAutoPadding(false);
    const wrapped = Buffer.concat([wrap.update(dataKey), wrap.final()]);
    const data = encrypt(text, dataKey, iv);
    const algorithm = Buffer.from([4]);
    const head = [Buffer.from([1]), short(keyId.length), keyId, algorithm, short(wrapped.length), wrapped, algorithm];
    return Buffer.concat([...head, long(data.length), data]).toString('base64');
  }

  return {
    seal,
    voucher: Buffer.from(JSON.stringify({ data: voucherData, sig: bytes(64).toString('base64') })).toString('base64'),
    keysFor(request) {
      const signed = `{"sdk_ver":${request.sdkVer},"ts":${request.ts},"tid":"${request.tid}"}`;
      const expected = createHmac('sha256', voucherKey).update(signed).digest('base64');
      if (request.tid !== tid || request.sig !== expected)
        return {
          status_code: 305,
          errorMsg: 'Request signature validation failed.',
          tid: request.tid,
          service_key_list: [],
        };
      const entry = {
        id: keyId.toString('base64'),
        key_string: key.toString('base64'),
        key_digest: createHash('sha256').update(key).digest('base64'),
        key_type: 'AES',
        key_effective: span.effective,
        key_exp: span.expired,
        key_status: 0,
        version: 0,
      };
      const service = { service: SERVICE, current_key_version: 0, grant_usage: 'ED', keys: [entry] };
      return {
        status_code: 0,
        errorMsg: '',
        tid,
        ts: Number(request.ts),
        enc_service: SERVICE,
        service_key_list: [service],
      };
    },
  };
}

import { createHash, createHmac } from 'node:crypto';
import { refusal } from '#main/plugins/channels/call-failures.ts';
import { readJd } from '#main/plugins/channels/jd/call.ts';
import { MasterKeyAnswer, Voucher, VoucherAnswer } from '#main/plugins/channels/jd/schemas.ts';
import type { JdContext } from '#main/plugins/channels/jd/schemas.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';

/** The major version of JD's SDK, which the key service is told. */
const SDK_VERSION = 2;

/** Id of a key -> the key. */
export type MasterKeys = ReadonlyMap<string, Uint8Array>;

/**
 * The keys that the shop's texts are sealed with. A voucher for the access token is asked for first, and its key signs the request for
 * the keys. Calls, fields and what is signed are those of JD's own SDK (com.jd.security.tdeclient.TDEClient and KMClient). The
 * voucher's own signature is not compared with JD's certificate: it came from the gateway over TLS this moment.
 */
export async function readJdMasterKeys(context: JdContext): Promise<PluginResult<MasterKeys>> {
  const voucher = await readVoucher(context);
  if (!voucher.ok) return voucher;
  const { id, key } = voucher.value;
  const signed = { sdk_ver: SDK_VERSION, ts: context.clock.nowMs(), tid: id };
  const sig = createHmac('sha256', Buffer.from(key, 'base64')).update(JSON.stringify(signed)).digest('base64');
  const reply = await readJd(context, {
    method: 'jingdong.jos.master.key.get',
    parameters: { sdk_ver: String(signed.sdk_ver), ts: String(signed.ts), tid: id, sig },
    answer: MasterKeyAnswer,
  });
  if (!reply.ok) return failed(reply.failure);
  const { status_code, errorMsg, status_message, tid, service_key_list } = reply.value.response;
  if (status_code !== 0) return failed(refusal(String(status_code), errorMsg || status_message || 'no keys'));
  if (tid !== id) return failed(refusal(null, 'the keys are for another voucher'));
  const keys = service_key_list
    .flatMap((service) => service.keys)
    .map(({ id: keyId, key_string, key_digest }) => {
      const bytes = Buffer.from(key_string, 'base64');
      return { keyId, bytes, isWhole: createHash('sha256').update(bytes).digest('base64') === key_digest };
    });
  return succeeded(new Map(keys.filter((each) => each.isWhole).map(({ keyId, bytes }) => [keyId, bytes])));
}

async function readVoucher(context: JdContext): Promise<PluginResult<Voucher>> {
  const reply = await readJd(context, {
    method: 'jingdong.jos.voucher.info.get',
    parameters: { access_token: context.credentials.accessToken },
    answer: VoucherAnswer,
  });
  if (!reply.ok) return failed(reply.failure);
  const { errorCode, errorMsg, data } = reply.value.response;
  if (errorCode !== '0' || !data) return failed(refusal(errorCode, errorMsg === '' ? 'no voucher' : errorMsg));
  const voucher = Voucher.safeParse(jsonOf(Buffer.from(data.voucher, 'base64').toString('utf8')));
  return voucher.success ? succeeded(voucher.data) : failed(refusal(null, 'the voucher cannot be read'));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

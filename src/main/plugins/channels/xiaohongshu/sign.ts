import { createHash } from 'node:crypto';

/**
 * Xiaohongshu's signature: lower-case hex MD5 over the method and three common parameters in fixed order with the secret
 * behind them. Business fields and the token take no part. Source: open.xiaohongshu.com, developer guide.
 */
export function signXiaohongshu(
  call: { readonly method: string; readonly appId: string; readonly timestamp: string; readonly version: string },
  appSecret: string,
): string {
  const text = `${call.method}?appId=${call.appId}&timestamp=${call.timestamp}&version=${call.version}${appSecret}`;
  return createHash('md5').update(text, 'utf8').digest('hex');
}

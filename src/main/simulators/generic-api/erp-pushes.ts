import { createHmac } from 'node:crypto';
import { withFlippedBit } from '../kit/push-queue.ts';
import type { ComposedPush, ComposeOptions, PushNews } from '../kit/push-queue.ts';

/** A delivery of the imaginary ERP: `X-Erp-Signature: sha256=<hex>` over `<seconds>.<body>`, the seconds in `X-Erp-Time`. */
export function composeErpPush(
  news: readonly PushNews[],
  secrets: { readonly current: string; readonly previous: string },
  nowMs: number,
  options: ComposeOptions = {},
): ComposedPush {
  const seconds = String(Math.floor(nowMs / 1000));
  const body = Buffer.from(
    JSON.stringify({
      event: news[0]?.topic ?? '',
      changes: news.map(({ externalNumber }) => ({ orderNo: externalNumber })),
    }),
  );
  const secret = options.signedWith === 'previous' ? secrets.previous : secrets.current;
  const signature = createHmac('sha256', secret).update(`${seconds}.`).update(body).digest('hex');
  return {
    query: {},
    headers: {
      'content-type': 'application/json',
      'x-erp-time': seconds,
      'x-erp-delivery': news.map(({ id }) => id).join(':'),
      'x-erp-signature': `sha256=${signature}`,
    },
    body: options.flipByte ? withFlippedBit(body) : body,
  };
}

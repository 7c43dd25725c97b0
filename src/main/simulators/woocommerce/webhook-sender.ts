import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import type { Agent } from 'node:http';

export interface WebhookRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export type WebhookOutcome =
  | { readonly kind: 'answered'; readonly status: number }
  | { readonly kind: 'failed'; readonly detail: string };

/** `wp_specialchars_decode(…, ENT_QUOTES)`: a secret with these signs is used as a person typed it. */
export function decodedSecret(secret: string): string {
  return secret
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#039;', "'")
    .replaceAll('&amp;', '&');
}

/** base64(HMAC-SHA256(secret, raw body)) as sent in `X-WC-Webhook-Signature`. */
export function webhookSignature(body: Uint8Array, secret: string): string {
  return createHmac('sha256', decodedSecret(secret)).update(body).digest('base64');
}

/** One delivery; never throws for what the receiver does. */
export function sendWebhook(
  { url, headers, body }: WebhookRequest,
  timeoutMs: number,
  agent: Agent,
): Promise<WebhookOutcome> {
  return new Promise((resolve) => {
    const length = { 'Content-Length': String(body.length) };
    const outgoing = request(url, { method: 'POST', headers: { ...headers, ...length }, agent }, (incoming) => {
      incoming.resume();
      incoming.on('end', () => settle({ kind: 'answered', status: incoming.statusCode ?? 0 }));
      incoming.on('error', (error) => settle({ kind: 'failed', detail: error.message }));
    });
    const timer = setTimeout(() => {
      settle({ kind: 'failed', detail: `no answer within ${timeoutMs} ms` });
      outgoing.destroy();
    }, timeoutMs);
    outgoing.on('error', (error) => settle({ kind: 'failed', detail: error.message }));
    outgoing.end(body);

    function settle(outcome: WebhookOutcome): void {
      clearTimeout(timer);
      resolve(outcome);
    }
  });
}

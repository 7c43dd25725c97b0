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

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Whether an address is on this machine: a simulator never talks to the outside. */
export function isLoopback(url: string): boolean {
  const target = new URL(url);
  return target.protocol === 'http:' && LOOPBACK.has(target.hostname);
}

/** @throws RangeError for any host but this machine: a simulator never talks to the outside. */
export function assertLoopback(url: string): void {
  if (!isLoopback(url))
    throw new RangeError(`a simulator delivers webhooks to this machine only, not to ${new URL(url).host}`);
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

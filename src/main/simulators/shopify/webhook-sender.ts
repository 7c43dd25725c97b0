import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import type { Agent } from 'node:http';

export interface WebhookRequest {
  readonly url: string;
  readonly topic: string;
  readonly shopDomain: string;
  readonly apiVersion: string;
  readonly webhookId: string;
  readonly eventId: string;
  readonly triggeredAt: string;
  /** Signed with this. */
  readonly secret: string;
  readonly body: string;
  /** Changes one bit of the body after signing. */
  readonly flipByte: boolean;
}

/** Shopify's limits: 1 s to connect, 5 s in all. */
export interface WebhookLimits {
  readonly connectMs: number;
  readonly totalMs: number;
}

export type WebhookOutcome =
  | { readonly kind: 'answered'; readonly status: number }
  | { readonly kind: 'failed'; readonly detail: string };

/** base64(HMAC-SHA256(client secret, raw body)) as sent in `X-Shopify-Hmac-SHA256`. */
export function webhookHmac(body: Uint8Array, secret: string): string {
  return createHmac('sha256', secret).update(body).digest('base64');
}

function bytesToSend(webhook: WebhookRequest): Buffer {
  const body = Buffer.from(webhook.body, 'utf8');
  const middle = Math.floor(body.length / 2);
  if (webhook.flipByte) body[middle] = (body[middle] ?? 0) ^ 1;
  return body;
}

/** One delivery attempt; never throws for what the receiver does. */
export function sendWebhook(webhook: WebhookRequest, limits: WebhookLimits, agent: Agent): Promise<WebhookOutcome> {
  const body = bytesToSend(webhook);
  const headers = {
    'Content-Type': 'application/json',
    'Content-Length': String(body.length),
    'User-Agent': 'Shopify-Captain-Hook',
    'X-Shopify-Topic': webhook.topic,
    'X-Shopify-Hmac-SHA256': webhookHmac(Buffer.from(webhook.body, 'utf8'), webhook.secret),
    'X-Shopify-Shop-Domain': webhook.shopDomain,
    'X-Shopify-API-Version': webhook.apiVersion,
    'X-Shopify-Webhook-Id': webhook.webhookId,
    'X-Shopify-Event-Id': webhook.eventId,
    'X-Shopify-Triggered-At': webhook.triggeredAt,
  };
  return new Promise((resolve) => {
    const outgoing = request(webhook.url, { method: 'POST', headers, agent }, (incoming) => {
      incoming.resume();
      incoming.on('end', () => settle({ kind: 'answered', status: incoming.statusCode ?? 0 }));
      incoming.on('error', (error) => settle({ kind: 'failed', detail: error.message }));
    });
    const giveUp = (why: string) => (): void => {
      settle({ kind: 'failed', detail: why });
      outgoing.destroy();
    };
    const total = setTimeout(giveUp(`no answer within ${limits.totalMs} ms`), limits.totalMs);
    const connect = setTimeout(giveUp(`no connection within ${limits.connectMs} ms`), limits.connectMs);
    outgoing.on('socket', (socket) => {
      // A kept-alive socket never connects again: a listener would stay on it for ever.
      if (socket.connecting) socket.once('connect', () => clearTimeout(connect));
      else clearTimeout(connect);
    });
    outgoing.on('error', (error) => settle({ kind: 'failed', detail: error.message }));
    outgoing.end(body);

    function settle(outcome: WebhookOutcome): void {
      clearTimeout(total);
      clearTimeout(connect);
      resolve(outcome);
    }
  });
}

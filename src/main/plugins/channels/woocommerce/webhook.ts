import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { parseJson } from '#main/lib/http-json.ts';
import type { PushRequest, PushVerdict } from '#main/plugins/channels/channel-pushes.ts';
import { framePayload } from '#main/plugins/channels/woocommerce/order-payload.ts';
import { Id, Order } from '#main/plugins/channels/woocommerce/schemas.ts';
import type { WooContext, WooCredentials } from '#main/plugins/channels/woocommerce/schemas.ts';
import { DRAFTS } from '#main/plugins/channels/woocommerce/units.ts';
import { z } from 'zod';

const Named = z.object({ id: Id, status: z.string().nullish() });

/**
 * Checks a delivery over the exact bytes received, with the current and, after a change, the previous secret. A body that is
 * a whole order is taken as it is; any other (deleted orders, older API versions, orders whose refunds are not told in full)
 * is a hint to read the order.
 */
export function verifyWooPush(context: Pick<WooContext, 'credentials'>, request: PushRequest): PushVerdict {
  const header = (name: string): string => request.headers[`x-wc-webhook-${name}`] ?? '';
  if (isPing(request)) return { ok: true, events: [] };
  if (!isSignedBy(context.credentials, request.body, header('signature')))
    return { ok: false, code: 'ERR_CHANNEL_SIGNATURE_INVALID', reason: 'signature does not match the body' };
  const topic = header('topic');
  if (!topic.startsWith('order.')) return { ok: true, events: [] };
  const body = parseJson(request.body);
  const named = Named.safeParse(body).data;
  if (!named) return unreadable(`no order in a delivery of topic ${topic}`);
  if (DRAFTS.has(named.status ?? '')) return { ok: true, events: [] };
  const delivery = header('delivery-id');
  if (delivery === '') return unreadable('no delivery id');
  // One delivery id can stand for all that changed within one second: two orders, or one order twice.
  const deliveryId = [delivery, named.id, digestOf(request.body)].join(':');
  const order = Order.safeParse(body).data;
  const isWhole = order !== undefined && (order.refunds ?? []).length === 0;
  const message = isWhole ? { externalNumber: named.id, payload: framePayload(request.body, []) } : null;
  return { ok: true, events: [{ deliveryId, topic, externalNumber: named.id, triggeredAtMs: null, message }] };
}

function digestOf(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('hex').slice(0, 16);
}

/** Sent when a webhook is saved, as a form and without a signature; says nothing and asks only for an answer. */
function isPing(request: PushRequest): boolean {
  if (request.method !== 'POST' || request.headers['x-wc-webhook-signature'] !== undefined) return false;
  return /^webhook_id=\d{1,20}$/.test(Buffer.from(request.body.subarray(0, 64)).toString('latin1'));
}

/** base64 HMAC-SHA256 with the webhook's secret, compared on the decoded bytes in constant time. */
function isSignedBy(credentials: WooCredentials, body: Uint8Array, signature: string): boolean {
  const given = Buffer.from(signature, 'base64');
  const secrets = [credentials.webhookSecret ?? '', credentials.previousWebhookSecret ?? ''];
  return secrets
    .filter((secret) => secret !== '')
    .some((secret) => {
      const expected = createHmac('sha256', withoutEntities(secret)).update(body).digest();
      return given.length === expected.length && timingSafeEqual(given, expected);
    });
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#039;': "'",
};

/** WordPress decodes these in the secret before it signs (`wp_specialchars_decode`), and may show them encoded. */
function withoutEntities(secret: string): string {
  return secret.replaceAll(/&(?:amp|lt|gt|quot|#039);/g, (entity) => ENTITIES[entity] ?? entity);
}

function unreadable(reason: string): PushVerdict {
  return { ok: false, code: 'ERR_CHANNEL_PUSH_UNREADABLE', reason };
}

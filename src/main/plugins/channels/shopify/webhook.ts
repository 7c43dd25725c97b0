import { createHmac, timingSafeEqual } from 'node:crypto';
import { parseJson } from '#main/lib/http-json.ts';
import type { PushRequest, PushVerdict } from '#main/plugins/channels/channel-pushes.ts';
import type { ShopifyContext, ShopifyCredentials } from '#main/plugins/channels/shopify/schemas.ts';
import { toOrderGid } from '#main/plugins/channels/shopify/units.ts';
import { parseIsoInstant } from '#shared/model/time.ts';
import { z } from 'zod';

const Id = z.union([z.string(), z.number()]).transform(String);
const OrderBody = z.object({ id: Id });
const FulfillmentBody = z.object({ order_id: Id });
/** A subscription that chose its fields may leave the time out. */
const VersionedBody = z.object({ updated_at: z.string() });

/**
 * Checks a delivery over the exact bytes received, with the current and, after a rotation, the previous secret. The body
 * is in the shape of the old REST API and may be hours old, so it is only a hint: the order is read again by its id.
 */
export function verifyShopifyPush(
  context: Pick<ShopifyContext, 'config' | 'credentials'>,
  request: PushRequest,
): PushVerdict {
  const header = (name: string): string =>
    request.headers[`x-shopify-${name}`] ?? request.headers[`shopify-${name}`] ?? '';
  if (!isSignedBy(context.credentials, request.body, header('hmac-sha256'))) {
    return { ok: false, code: 'ERR_CHANNEL_SIGNATURE_INVALID', reason: 'hmac does not match the body' };
  }
  // One app secret signs for all shops of the app: a delivery of another shop is authentic and still not ours.
  if (header('shop-domain').toLowerCase() !== context.config.shopDomain.toLowerCase())
    return unreadable('delivery of another shop');
  const deliveryId = header('webhook-id');
  if (deliveryId === '') return unreadable('no delivery id');
  const topic = header('topic');
  const body = parseJson(request.body);
  const externalNumber = orderOf(topic, body);
  if (externalNumber === null) {
    if (topic.startsWith('orders/')) return unreadable(`no order in a delivery of topic ${topic}`);
    // Nothing to read an order again by. Refused eight times, it would end the subscription of the orders too.
    return { ok: true, events: [] };
  }
  const triggeredAtMs = parseIsoInstant(header('triggered-at'));
  const bearsVersion = VersionedBody.safeParse(body).success;
  return { ok: true, events: [{ deliveryId, topic, externalNumber, triggeredAtMs, bearsVersion, message: null }] };
}

/** base64 HMAC-SHA256 with the client secret, compared on the decoded bytes in constant time. */
function isSignedBy(credentials: ShopifyCredentials, body: Uint8Array, signature: string): boolean {
  const given = Buffer.from(signature, 'base64');
  const secrets = [credentials.clientSecret, credentials.previousClientSecret ?? ''].filter((secret) => secret !== '');
  return secrets.some((secret) => {
    const expected = createHmac('sha256', secret).update(body).digest();
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}

function orderOf(topic: string, body: unknown): string | null {
  if (topic.startsWith('orders/')) return toOrderGid(OrderBody.safeParse(body).data?.id ?? '');
  return toOrderGid(FulfillmentBody.safeParse(body).data?.order_id ?? '');
}

function unreadable(reason: string): PushVerdict {
  return { ok: false, code: 'ERR_CHANNEL_PUSH_UNREADABLE', reason };
}

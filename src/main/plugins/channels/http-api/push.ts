import { createHash, timingSafeEqual } from 'node:crypto';
import { parseJson } from '#main/lib/http-json.ts';
import { readXml } from '#main/lib/read-xml.ts';
import type { PushRequest, PushVerdict } from '#main/plugins/channels/channel-pushes.ts';
import { encode, hmacOf } from '#main/plugins/channels/http-api/sign.ts';
import { readTime } from '#main/plugins/channels/http-api/times.ts';
import type { HttpApiContext, HttpCredentials } from '#main/plugins/channels/http-api/schemas.ts';
import { plainText, textAt, valuesAt } from '#main/plugins/channels/http-api/value-at.ts';
import type { HttpPush } from '#shared/model/http-template/http-auth.ts';

/** Longer ones are no news of single orders. */
const MOST_BYTES = 2_000_000;
const MOST_ORDERS = 500;
/** A signed time older than this may be a delivery that somebody kept. */
const LONGEST_AGE_MS = 15 * 60_000;

/**
 * Checks a delivery over the exact bytes received, with the current and, after a change, the previous secret. What it tells is a hint: the
 * order is read from the server itself, so that a mapping never works on a pushed body alone.
 */
export function verifyHttpPush(
  context: Pick<HttpApiContext, 'config' | 'credentials' | 'clock'>,
  request: PushRequest,
): PushVerdict {
  const { push, response, zone } = context.config.template;
  if (!push) return unreadable('the template takes no deliveries');
  if (request.body.length > MOST_BYTES) return unreadable('too long');
  if (!isSigned(push, context.credentials, request))
    return { ok: false, code: 'ERR_CHANNEL_SIGNATURE_INVALID', reason: 'signature does not match the body' };
  const timestamp = push.timestampHeader === '' ? '' : (request.headers[push.timestampHeader.toLowerCase()] ?? '');
  const sentAtMs = readTime(timestamp, zone);
  if (push.timestampHeader !== '' && (sentAtMs === null || context.clock.nowMs() - sentAtMs > LONGEST_AGE_MS))
    return { ok: false, code: 'ERR_CHANNEL_SIGNATURE_INVALID', reason: 'the signed time is too old' };
  const content = contentOf(request.body, response);
  const numbers = new Set(valuesAt(content, push.numberPath).flatMap((value) => plainText(value)?.trim() || []));
  if (numbers.size === 0) return unreadable(`no order number at "${push.numberPath}"`);
  if (numbers.size > MOST_ORDERS) return unreadable('too many orders');
  const named = push.deliveryHeader === '' ? '' : (request.headers[push.deliveryHeader.toLowerCase()] ?? '');
  const delivery = named === '' ? digestOf(timestamp || String(context.clock.nowMs()), request.body) : named;
  const topic = textAt(content, push.topicPath) ?? 'order';
  return {
    ok: true,
    events: [...numbers].map((number) => ({
      deliveryId: numbers.size === 1 ? delivery : `${delivery}:${number}`,
      topic,
      externalNumber: number,
      triggeredAtMs: sentAtMs,
      message: null,
    })),
  };
}

function isSigned(push: HttpPush, credentials: HttpCredentials, request: PushRequest): boolean {
  const given = request.headers[push.signatureHeader.toLowerCase()] ?? '';
  if (given === '' || !given.startsWith(push.prefix)) return false;
  const timestamp = push.timestampHeader === '' ? null : (request.headers[push.timestampHeader.toLowerCase()] ?? '');
  const parts = timestamp === null ? [request.body] : [`${timestamp}.`, request.body];
  const secrets = [credentials.pushSecret ?? '', credentials.previousPushSecret ?? ''];
  return secrets
    .filter((secret) => secret !== '')
    .some((secret) => {
      const expected = Buffer.from(encode(hmacOf(push.hash, secret, ...parts), push.encoding));
      const signature = Buffer.from(given.slice(push.prefix.length));
      return signature.length === expected.length && timingSafeEqual(signature, expected);
    });
}

/**
 * Stands for the id of a delivery that bears none: what was signed at one time is one delivery. Without a time each is news, because two
 * changes of an order may be told in the same words: to read it once too often costs little, a change passed over waits for the next poll.
 */
function digestOf(time: string, body: Uint8Array): string {
  return createHash('sha256').update(`${time}.`).update(body).digest('hex').slice(0, 32);
}

function contentOf(body: Uint8Array, format: 'json' | 'xml'): unknown {
  if (format === 'json') return parseJson(body);
  const outcome = readXml(Buffer.from(body).toString('utf8'));
  return outcome.ok ? outcome.value : undefined;
}

function unreadable(reason: string): PushVerdict {
  return { ok: false, code: 'ERR_CHANNEL_PUSH_UNREADABLE', reason };
}

import { randomBytes } from 'node:crypto';
import type { CallEffect } from '#main/lib/http-fault-meaning.ts';
import type { HttpOutcome, HttpRequest } from '#main/lib/http-client.ts';
import { parseJson } from '#main/lib/http-json.ts';
import { readJsonOutcome } from '#main/lib/http-reading.ts';
import { repeatRead } from '#main/lib/http-retry.ts';
import { faultOfStatus, shapeFailure, wooFailure } from '#main/plugins/channels/woocommerce/failures.ts';
import { percentEncode, signedParameters } from '#main/plugins/channels/woocommerce/oauth.ts';
import { WooError } from '#main/plugins/channels/woocommerce/schemas.ts';
import type { WooContext } from '#main/plugins/channels/woocommerce/schemas.ts';
import type { PluginFailure } from '#main/plugins/plugin-result.ts';
import type { z } from 'zod';

export type WooReply<T> =
  | {
      readonly ok: true;
      readonly value: T;
      readonly body: Uint8Array;
      readonly json: unknown;
      /** Lower-case names. */
      readonly headers: Readonly<Record<string, string>>;
    }
  | { readonly ok: false; readonly failure: PluginFailure };

export interface WooCall<T> {
  /** For traces and budgets: `orders.list`. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Route behind `/wp-json`, with a leading slash. */
  readonly route: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly answer: z.ZodType<T>;
}

export function readWoo<T>(context: WooContext, call: WooCall<T>): Promise<WooReply<T>> {
  return repeatRead(() => send(context, call, 'read'), { signal: context.signal });
}

/** One try over a connection of its own. */
export function writeWoo<T>(context: WooContext, call: WooCall<T>): Promise<WooReply<T>> {
  return send(context, call, 'write');
}

async function send<T>(context: WooContext, call: WooCall<T>, effect: CallEffect): Promise<WooReply<T>> {
  const request = buildWooRequest(context, call);
  const outcome = await context.http.send({ ...request, ...(effect === 'write' ? { connection: 'fresh' } : {}) });
  const reading = readJsonOutcome(outcome);
  if (reading.kind === 'fault') {
    const status = outcome.kind === 'answer' ? outcome.status : null;
    return { ok: false, failure: wooFailure(reading, errorIn(outcome), status, effect) };
  }
  const answer = call.answer.safeParse(reading.json);
  if (answer.success && outcome.kind === 'answer') {
    return { ok: true, value: answer.data, body: reading.body, json: reading.json, headers: outcome.headers };
  }
  const said = WooError.safeParse(reading.json).data;
  const status = said?.data?.status;
  if (said && status) {
    const fault = { fault: faultOfStatus(status), retryAfterMs: null, detail: 'an error inside HTTP 200' };
    return { ok: false, failure: wooFailure(fault, said, status, effect) };
  }
  const path = answer.error?.issues[0]?.path.join('.') ?? '';
  return { ok: false, failure: shapeFailure(`${call.name}: unexpected answer at "${path}"`, effect) };
}

function errorIn(outcome: HttpOutcome): WooError | null {
  return outcome.kind === 'answer' ? (WooError.safeParse(parseJson(outcome.body)).data ?? null) : null;
}

interface Unsigned {
  readonly method: string;
  readonly url: string;
  readonly query: Readonly<Record<string, string>>;
}

function buildWooRequest(
  context: WooContext,
  call: Pick<WooCall<unknown>, 'name' | 'method' | 'route' | 'query' | 'body'>,
): HttpRequest {
  const { config } = context;
  const site = config.siteUrl.replace(/[?#].*$/, '').replace(/\/+$/, '');
  const url = config.plainPermalinks ? `${site}/` : `${site}/wp-json${call.route}`;
  const query = { ...(config.plainPermalinks ? { rest_route: call.route } : {}), ...call.query };
  const { parameters, headers } = withKeys(context, { method: call.method, url, query });
  const body = call.body === undefined ? undefined : JSON.stringify(call.body);
  return {
    method: call.method,
    url: Object.keys(parameters).length === 0 ? url : `${url}?${writeQuery(parameters)}`,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body }),
    timeoutMs: config.requestTimeoutMs,
    signal: context.signal,
    operation: `woocommerce.${call.name}`,
  };
}

/** Over https the keys authenticate by password; over http they only sign, so that nobody on the way learns them. */
function withKeys(
  { config, credentials, clock }: Pick<WooContext, 'config' | 'credentials' | 'clock'>,
  { method, url, query }: Unsigned,
): { parameters: Readonly<Record<string, string>>; headers: Readonly<Record<string, string>> } {
  const { consumerKey, consumerSecret } = credentials;
  if (url.startsWith('http:')) {
    const nonce = randomBytes(16).toString('hex');
    const stamp = { consumerKey, nonce, timestampS: Math.floor(clock.nowMs() / 1000) };
    return { parameters: signedParameters({ method, url, consumerSecret }, query, stamp), headers: {} };
  }
  if (config.keysInAddress) {
    return { parameters: { ...query, consumer_key: consumerKey, consumer_secret: consumerSecret }, headers: {} };
  }
  const basic = Buffer.from(`${consumerKey}:${consumerSecret}`, 'utf8').toString('base64');
  return { parameters: query, headers: { authorization: `Basic ${basic}` } };
}

function writeQuery(parameters: Readonly<Record<string, string>>): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join('&');
}

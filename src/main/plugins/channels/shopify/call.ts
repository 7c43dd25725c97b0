import type { CallEffect } from '#main/lib/http-fault-meaning.ts';
import type { HttpOutcome, HttpRequest } from '#main/lib/http-client.ts';
import { readJsonOutcome } from '#main/lib/http-reading.ts';
import { repeatRead } from '#main/lib/http-retry.ts';
import { shapeFailure, transportFailure } from '#main/plugins/channels/call-failures.ts';
import { createFreshAccess } from '#main/plugins/channels/fresh-access.ts';
import { askByItself, asksByItself } from '#main/plugins/channels/shopify/access.ts';
import { graphqlFailure } from '#main/plugins/channels/shopify/failures.ts';
import { GraphqlErrors } from '#main/plugins/channels/shopify/schemas.ts';
import { pointsTurn } from '#main/plugins/channels/shopify/points-turn.ts';
import type { ShopifyContext, ShopifyCredentials } from '#main/plugins/channels/shopify/schemas.ts';
import { SHOPIFY_API_VERSION } from '#main/plugins/channels/shopify/units.ts';
import type { PluginFailure } from '#main/plugins/plugin-result.ts';
import { z } from 'zod';

export type ShopifyReply<T> =
  | {
      readonly ok: true;
      readonly value: T;
      readonly body: Uint8Array;
      /** `data` of the body, parsed. */ readonly data: unknown;
    }
  | { readonly ok: false; readonly failure: PluginFailure };

export interface ShopifyCall<T> {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Shape of `data`. */
  readonly answer: z.ZodType<T>;
  /** Brings orders: once it was throttled, other reads of the shop wait until it has its points. What proves or adds to them can wait. */
  readonly bringsOrders?: boolean;
}

const Data = z.object({ data: z.looseObject({}) });

export async function readShopify<T>(context: ShopifyContext, call: ShopifyCall<T>): Promise<ShopifyReply<T>> {
  const turn = pointsTurn(baseOf(context.config), context.signal);
  const read = async (): Promise<ShopifyReply<T>> => {
    await turn.wait();
    const reply = await withToken(context, call, 'read');
    if (call.bringsOrders && !reply.ok && reply.failure.code === 'ERR_CHANNEL_THROTTLED') await turn.claim();
    return reply;
  };
  try {
    return await repeatRead(read, { signal: context.signal });
  } finally {
    turn.leave();
  }
}

/** One try over a connection of its own. */
export function writeShopify<T>(context: ShopifyContext, call: ShopifyCall<T>): Promise<ShopifyReply<T>> {
  return withToken(context, call, 'write');
}

const withAccess = createFreshAccess<ShopifyCredentials, Extract<ShopifyReply<never>, { ok: false }>>();

/** An app that asks for its token by itself does so where it has none, it is over, or it was turned away. */
function withToken<T>(context: ShopifyContext, call: ShopifyCall<T>, effect: CallEffect): Promise<ShopifyReply<T>> {
  const { credentials, clock } = context;
  if (!asksByItself(credentials)) return send(context, call, effect);
  const isGood = credentials.accessToken !== '' && (credentials.accessUntilMs ?? 0) > clock.nowMs();
  return withAccess<ShopifyReply<T>>(credentials, {
    held: isGood ? credentials : null,
    send: (access) => send({ ...context, credentials: access }, call, effect),
    async ask() {
      const asked = await askByItself(context);
      return asked.ok ? { ok: true, access: asked.value } : { ok: false, denial: asked };
    },
    isTurnedAway: ({ kind }) => kind === 'auth',
  });
}

async function send<T>(context: ShopifyContext, call: ShopifyCall<T>, effect: CallEffect): Promise<ShopifyReply<T>> {
  const request = buildShopifyRequest(context, call);
  const outcome = await context.http.send({ ...request, ...(effect === 'write' ? { connection: 'fresh' } : {}) });
  const reading = readJsonOutcome(outcome);
  if (reading.kind === 'fault') return { ok: false, failure: transportFailure(reading, effect) };
  const errors = GraphqlErrors.safeParse(reading.json);
  if (errors.success) return { ok: false, failure: graphqlFailure(errors.data.errors, reading.json, effect) };
  const data = Data.safeParse(reading.json);
  const answer = call.answer.safeParse(data.data?.data);
  if (answer.success) return { ok: true, value: answer.data, body: reading.body, data: data.data?.data };
  const path = answer.error.issues[0]?.path.join('.') ?? '';
  const failure = shapeFailure(`${operationOf(call.query)}: unexpected answer at "${path}"`, effect);
  return { ok: false, failure: { ...failure, ...otherVersion(outcome) } };
}

/** A version that is over falls forward to the oldest one that Shopify still keeps: then the shape differs for a reason. */
function otherVersion(outcome: HttpOutcome): Pick<PluginFailure, 'code' | 'vendorCode'> | null {
  const version = outcome.kind === 'answer' ? (outcome.headers['x-shopify-api-version'] ?? '') : '';
  if (version === '' || version === SHOPIFY_API_VERSION) return null;
  return { code: 'ERR_CHANNEL_API_MISMATCH', vendorCode: version };
}

function buildShopifyRequest(
  context: Pick<ShopifyContext, 'config' | 'credentials' | 'signal'>,
  call: Pick<ShopifyCall<unknown>, 'query' | 'variables'>,
): HttpRequest {
  const { config, credentials } = context;
  return {
    method: 'POST',
    url: `${baseOf(config)}/admin/api/${SHOPIFY_API_VERSION}/graphql.json`,
    headers: { 'content-type': 'application/json', 'x-shopify-access-token': credentials.accessToken },
    body: JSON.stringify({ query: call.query, variables: call.variables }),
    timeoutMs: config.requestTimeoutMs,
    signal: context.signal,
    operation: `shopify.${operationOf(call.query)}`,
  };
}

function baseOf({ apiBaseUrl, shopDomain }: ShopifyContext['config']): string {
  return (apiBaseUrl ?? `https://${shopDomain}`).replace(/\/+$/, '');
}

function operationOf(query: string): string {
  return /^(?:query|mutation) (\w+)/.exec(query)?.[1] ?? 'graphql';
}

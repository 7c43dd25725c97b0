import { z } from 'zod';
import { Problem } from '#shared/contract/common.ts';
import { procedure } from '#shared/contract/procedure.ts';
import { CarrierAccountId, ShopId } from '#shared/model/ids.ts';

const JsonObject = z.record(z.string(), z.unknown());
const Label = z.object({ en: z.string(), 'zh-CN': z.string() });
/** A form field that the window draws for a plugin's config or credentials. */
export const PluginField = z.object({
  name: z.string(),
  label: Label,
  secret: z.boolean(),
  required: z.boolean(),
  kind: z.enum(['text', 'number', 'boolean', 'select']),
  options: z.array(z.string()),
  defaultValue: z.string().nullable(),
});
export const PluginInfo = z.object({
  id: z.string(),
  label: Label,
  apiVersion: z.string(),
  configFields: z.array(PluginField),
  credentialFields: z.array(PluginField),
});

export const ShopView = z.object({
  id: ShopId,
  channelId: z.string(),
  name: z.string(),
  currency: z.string(),
  enabled: z.boolean(),
  /** False once its credentials were erased: its orders stay, nothing can be asked of the platform. */
  connected: z.boolean(),
  pollIntervalMs: z.int(),
  /** The waybill is bought as soon as the box is opened, with the expected weight, instead of when it is closed. */
  buysAhead: z.boolean(),
  /** Whether its channel takes stock at all. */
  canPushStock: z.boolean(),
  /** It is told what may be sold, whenever that changes. */
  pushesStock: z.boolean(),
  /** Units of each SKU that it is never told of. */
  stockKeptBack: z.int(),
  config: JsonObject,
  lastSuccessAtMs: z.int().nullable(),
  watermarkMs: z.int().nullable(),
  problem: Problem.nullable(),
  orderCount: z.int(),
  /** Orders that still have to leave the house. */
  openOrderCount: z.int(),
  parkedCount: z.int(),
  push: z.enum(['none', 'webhook', 'queue', 'connection']),
});
/** Proof of P1: paid orders of one hour on the platform beside ours. */
export const CompletenessHour = z.object({
  hourStartMs: z.int(),
  platformCount: z.int(),
  localCount: z.int(),
  missing: z.array(z.string()),
});

const AuthoriseInput = z.object({
  channelId: z.string(),
  /** Of a shop that is connected already; typed credentials lie over the stored ones. */
  shopId: ShopId.nullable(),
  config: JsonObject,
  credentials: JsonObject,
  /** As it stands in the platform's console. */
  redirectUri: z.string().max(400),
});

export const shopsContract = {
  channels: procedure('read', 'GET', '/channels', 'Channels that can be connected').output(
    z.object({
      channels: z.array(
        PluginInfo.extend({
          authorises: z.boolean(),
          /** The answer is signed as a whole: the code alone is not enough. */
          signsAnswer: z.boolean(),
        }),
      ),
    }),
  ),
  list: procedure('read', 'GET', '/shops', 'Connected shops').output(z.object({ shops: z.array(ShopView) })),
  create: procedure('admin', 'POST', '/shops', 'Connect a shop')
    .input(
      z.object({
        channelId: z.string(),
        name: z.string().trim().min(1).max(80),
        currency: z.string().length(3),
        config: JsonObject,
        credentials: JsonObject,
      }),
    )
    .output(ShopView),
  update: procedure('admin', 'PATCH', '/shops/{id}', 'Change a shop; absent credentials stay as they are')
    .input(
      z.object({
        id: ShopId,
        name: z.string().trim().min(1).max(80).optional(),
        enabled: z.boolean().optional(),
        pollIntervalMs: z.int().min(30_000).max(86_400_000).optional(),
        buysAhead: z.boolean().optional(),
        pushesStock: z.boolean().optional(),
        stockKeptBack: z.int().min(0).max(100_000).optional(),
        config: JsonObject.optional(),
        credentials: JsonObject.optional(),
      }),
    )
    .output(ShopView),
  disconnect: procedure(
    'admin',
    'DELETE',
    '/shops/{id}',
    'Read a shop no more and erase its credentials; its orders stay. A shop without orders is removed',
  )
    .input(z.object({ id: ShopId }))
    .output(z.object({ removed: z.boolean() })),
  test: procedure('admin', 'POST', '/shops/test', 'Try credentials without saving')
    .input(z.object({ channelId: z.string(), config: JsonObject, credentials: JsonObject }))
    .output(z.object({ ok: z.boolean(), shopName: z.string().nullable(), problem: Problem.nullable() })),
  authorisePage: procedure('admin', 'POST', '/shops/authorise/page', 'The page on which the seller lets this app in')
    .input(AuthoriseInput)
    .output(z.object({ address: z.string(), state: z.string() })),
  authorise: procedure(
    'admin',
    'POST',
    '/shops/authorise',
    'Exchange the code of the page; with a shop, its new credentials are stored and not answered',
  )
    .input(AuthoriseInput.extend({ answer: z.string().min(1).max(4_000), state: z.string() }))
    .output(z.object({ credentials: JsonObject.nullable() })),
  pullNow: procedure('operate', 'POST', '/shops/{id}/pull', 'Pull changes now')
    .input(z.object({ id: ShopId }))
    .output(z.object({ jobId: z.string() })),
  completeness: procedure('read', 'GET', '/shops/{id}/completeness', 'Platform count beside local count, per hour')
    .input(z.object({ id: ShopId, fromMs: z.coerce.number().int(), toMs: z.coerce.number().int() }))
    .output(z.object({ hours: z.array(CompletenessHour), checkedAtMs: z.int() })),
  parked: procedure('lead', 'GET', '/messages/parked', 'Messages that could not be applied, with the reason').output(
    z.object({
      messages: z.array(
        z.object({
          id: z.string(),
          shopName: z.string(),
          externalNumber: z.string().nullable(),
          receivedAtMs: z.int(),
          problem: Problem,
        }),
      ),
    }),
  ),
  replay: procedure('lead', 'POST', '/messages/{id}/replay', 'Apply a parked message again')
    .input(z.object({ id: z.string() }))
    .output(z.object({ outcome: z.string(), problem: Problem.nullable() })),
};

export const CarrierAccountView = z.object({
  id: CarrierAccountId,
  carrierId: z.string(),
  name: z.string(),
  serviceCode: z.string(),
  enabled: z.boolean(),
  isDefault: z.boolean(),
  /** False once its credentials were erased. */
  connected: z.boolean(),
  /** Parcels with a waybill of this account that were not yet reported as shipped. */
  openParcelCount: z.int(),
  config: JsonObject,
});

export const carriersContract = {
  available: procedure('read', 'GET', '/carriers', 'Carriers that can be connected').output(
    z.object({
      carriers: z.array(PluginInfo.extend({ services: z.array(z.object({ code: z.string(), label: Label })) })),
    }),
  ),
  list: procedure('read', 'GET', '/carrier-accounts', 'Connected carrier accounts').output(
    z.object({ accounts: z.array(CarrierAccountView) }),
  ),
  create: procedure('admin', 'POST', '/carrier-accounts', 'Connect a carrier account')
    .input(
      z.object({
        carrierId: z.string(),
        name: z.string().trim().min(1).max(80),
        serviceCode: z.string(),
        config: JsonObject,
        credentials: JsonObject,
      }),
    )
    .output(CarrierAccountView),
  update: procedure('admin', 'PATCH', '/carrier-accounts/{id}', 'Change a carrier account')
    .input(
      z.object({
        id: CarrierAccountId,
        name: z.string().trim().min(1).max(80).optional(),
        serviceCode: z.string().optional(),
        enabled: z.boolean().optional(),
        isDefault: z.boolean().optional(),
        config: JsonObject.optional(),
        credentials: JsonObject.optional(),
      }),
    )
    .output(CarrierAccountView),
  disconnect: procedure(
    'admin',
    'DELETE',
    '/carrier-accounts/{id}',
    'Buy no more waybills of an account and erase its credentials; waybills already held stay',
  )
    .input(z.object({ id: CarrierAccountId }))
    .output(z.object({ removed: z.boolean() })),
  test: procedure('admin', 'POST', '/carrier-accounts/test', 'Try credentials without saving')
    .input(z.object({ carrierId: z.string(), config: JsonObject, credentials: JsonObject }))
    .output(z.object({ ok: z.boolean(), problem: Problem.nullable() })),
};

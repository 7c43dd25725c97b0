import { z } from 'zod';
import { Problem } from '#shared/contract/common.ts';
import { procedure } from '#shared/contract/procedure.ts';
import { PluginInfo } from '#shared/contract/shops.ts';
import { OperatorId, OrderId, PaymentAccountId, PaymentId, PaymentRepairId, ShopId } from '#shared/model/ids.ts';

/**
 * `waiting_order`: its order is not here yet. `noticed`: told, and nobody has paid. `asking`: the provider is being asked.
 * `confirmed`: the provider agreed. `parked`: a person has to look. `repaired`: two persons vouch for it.
 */
export const PaymentConfirmState = z.enum(['waiting_order', 'noticed', 'asking', 'confirmed', 'parked', 'repaired']);
export type PaymentConfirmState = z.infer<typeof PaymentConfirmState>;

export const PaymentView = z.object({
  id: PaymentId,
  accountId: PaymentAccountId,
  accountName: z.string(),
  providerId: z.string(),
  /** The number that the provider knows the payment by. */
  outTradeNo: z.string(),
  tradeNumber: z.string(),
  vendorState: z.string(),
  amountMinor: z.int().nullable(),
  currency: z.string(),
  state: PaymentConfirmState,
  reason: Problem.nullable(),
  attempts: z.int(),
  nextAttemptAtMs: z.int().nullable(),
  paidAtMs: z.int().nullable(),
  confirmedAtMs: z.int().nullable(),
  createdAtMs: z.int(),
  updatedAtMs: z.int(),
  order: z.object({ id: OrderId, displayNumber: z.string(), totalMinor: z.int(), currency: z.string() }).nullable(),
  callbackCount: z.int(),
});
export type PaymentView = z.infer<typeof PaymentView>;

export const RepairState = z.enum(['pending', 'approved', 'rejected', 'withdrawn']);

export const PaymentRepairView = z.object({
  id: PaymentRepairId,
  order: z.object({ id: OrderId, displayNumber: z.string(), totalMinor: z.int(), currency: z.string() }),
  paymentId: PaymentId.nullable(),
  amountMinor: z.int(),
  currency: z.string(),
  reference: z.string(),
  note: z.string(),
  state: RepairState,
  askedById: z.string(),
  askedBy: z.string(),
  askedAtMs: z.int(),
  decidedBy: z.string().nullable(),
  decidedAtMs: z.int().nullable(),
  decideNote: z.string(),
  proof: z.object({ name: z.string(), mime: z.string(), bytes: z.int(), sha256: z.string() }),
});
export type PaymentRepairView = z.infer<typeof PaymentRepairView>;

export const PaymentAccountView = z.object({
  id: PaymentAccountId,
  providerId: z.string(),
  name: z.string(),
  /** Whose orders it is for; null: any shop's. */
  shopId: ShopId.nullable(),
  numberPattern: z.string(),
  enabled: z.boolean(),
  /** False once its keys were erased. */
  connected: z.boolean(),
  config: z.record(z.string(), z.unknown()),
  /** Where the provider sends its callbacks, behind the name that the tunnel has. */
  callbackPath: z.string(),
  /** The last callback that was refused, until a good one comes. */
  refusal: Problem.nullable(),
  refusedAtMs: z.int().nullable(),
});
export type PaymentAccountView = z.infer<typeof PaymentAccountView>;

const JsonObject = z.record(z.string(), z.unknown());
const AccountFields = z.object({
  name: z.string().trim().min(1).max(80),
  shopId: ShopId.nullable(),
  /** `{number}` stands for the order's number, `*` for any signs. */
  numberPattern: z.string().trim().min(1).max(100),
  config: JsonObject,
  credentials: JsonObject,
});

export const paymentsContract = {
  providers: procedure('read', 'GET', '/payment-providers', 'Payment providers that can be connected').output(
    z.object({ providers: z.array(PluginInfo) }),
  ),
  accounts: procedure('read', 'GET', '/payment-accounts', 'Payment accounts, without their keys').output(
    z.object({ accounts: z.array(PaymentAccountView) }),
  ),
  createAccount: procedure('admin', 'POST', '/payment-accounts', 'Connect a payment account')
    .input(AccountFields.extend({ providerId: z.string() }))
    .output(PaymentAccountView),
  updateAccount: procedure('admin', 'PATCH', '/payment-accounts/{id}', 'Change a payment account')
    .input(AccountFields.partial().extend({ id: PaymentAccountId, enabled: z.boolean().optional() }))
    .output(PaymentAccountView),
  disconnectAccount: procedure(
    'admin',
    'DELETE',
    '/payment-accounts/{id}',
    'Take no more callbacks of an account and erase its keys; what came stays',
  )
    .input(z.object({ id: PaymentAccountId }))
    .output(z.object({ removed: z.boolean() })),
  testAccount: procedure(
    'admin',
    'POST',
    '/payment-accounts/test',
    'Try an account without saving: asks for no payment',
  )
    .input(z.object({ providerId: z.string(), config: JsonObject, credentials: JsonObject }))
    .output(z.object({ ok: z.boolean(), problem: Problem.nullable() })),
  list: procedure('read', 'GET', '/payments', 'Payments, the newest change first')
    .input(
      z.object({
        state: PaymentConfirmState.nullish(),
        after: z.string().nullish(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
    )
    .output(z.object({ payments: z.array(PaymentView), next: z.string().nullable() })),
  counts: procedure('read', 'GET', '/payments/counts', 'Payments per state, and repairs that wait').output(
    z.object({ byState: z.record(z.string(), z.int()), repairsPending: z.int() }),
  ),
  ofOrder: procedure('read', 'GET', '/orders/{orderId}/payments', 'Payments and repairs of one order')
    .input(z.object({ orderId: OrderId }))
    .output(
      z.object({
        payments: z.array(PaymentView),
        repairs: z.array(PaymentRepairView),
        /** The merchant collects the money, so that payments are confirmed here; else the platform says what is paid. */
        isTracked: z.boolean(),
        /** Accounts that can be asked about this order without a callback. */
        askable: z.array(z.object({ id: PaymentAccountId, name: z.string() })),
      }),
    ),
  ask: procedure('operate', 'POST', '/payments/{id}/ask', 'Ask the provider about a payment again: up to three times')
    .input(z.object({ id: PaymentId }))
    .output(PaymentView),
  askForOrder: procedure(
    'operate',
    'POST',
    '/orders/{orderId}/payments/ask',
    'Ask a provider about the payment of an order whose callback never came',
  )
    .input(z.object({ orderId: OrderId, accountId: PaymentAccountId }))
    .output(PaymentView),
  repairs: procedure('read', 'GET', '/payment-repairs', 'Payments settled by hand, those that wait first')
    .input(z.object({ state: RepairState.nullish() }))
    .output(z.object({ repairs: z.array(PaymentRepairView) })),
  openRepair: procedure(
    'operate',
    'POST',
    '/orders/{orderId}/payment-repairs',
    'Say with a proof that an order was paid; a second person decides. Persons only, no tokens',
  )
    .input(
      z.object({
        orderId: OrderId,
        paymentId: PaymentId.nullish(),
        amountMinor: z.int().positive().max(1_000_000_000_000),
        reference: z.string().trim().min(1).max(100),
        note: z.string().trim().max(300).default(''),
        fileName: z.string().trim().min(1).max(120),
        contentBase64: z.base64().max(8_000_000),
      }),
    )
    .output(PaymentRepairView),
  decideRepair: procedure(
    'operate',
    'POST',
    '/payment-repairs/{id}/decide',
    'Approve or reject a repair as the second person, with the PIN. Persons only, no tokens',
  )
    .input(
      z.object({
        id: PaymentRepairId,
        decision: z.enum(['approve', 'reject']),
        operatorId: OperatorId,
        pin: z.string().max(40),
        note: z.string().trim().max(300).default(''),
      }),
    )
    .output(PaymentRepairView),
  withdrawRepair: procedure('operate', 'POST', '/payment-repairs/{id}/withdraw', 'Take back a repair of one’s own')
    .input(z.object({ id: PaymentRepairId }))
    .output(PaymentRepairView),
  proof: procedure('operate', 'POST', '/payment-repairs/{id}/proof', 'The proof of a repair; the look is logged')
    .input(z.object({ id: PaymentRepairId }))
    .output(z.object({ name: z.string(), mime: z.string(), contentBase64: z.string() })),
  deciders: procedure('read', 'GET', '/payment-repairs/deciders', 'Who may decide about repairs').output(
    z.object({ people: z.array(z.object({ id: OperatorId, name: z.string(), hasPin: z.boolean() })) }),
  ),
};

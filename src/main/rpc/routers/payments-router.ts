import { actOf } from '#main/rpc/act-of.ts';
import { base } from '#main/rpc/base.ts';
import type { CallContext } from '#main/rpc/call-context.ts';
import { askAgain, askForOrder } from '#main/usecases/payments/ask-payment.ts';
import {
  createAccount,
  disconnectAccount,
  listAccounts,
  testAccount,
  updateAccount,
} from '#main/usecases/payments/manage-accounts.ts';
import { decideRepair, withdrawRepair } from '#main/usecases/payments/repairs/decide-repair.ts';
import { openRepair } from '#main/usecases/payments/repairs/open-repair.ts';
import { readProof } from '#main/usecases/payments/repairs/read-proof.ts';
import { listDeciders, listRepairs } from '#main/usecases/payments/repairs/view-repairs.ts';
import { countPayments, pagePayments, paymentsOfOrder, viewPayment } from '#main/usecases/payments/view-payments.ts';
import { pluginFields } from '#main/usecases/plugin-fields.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** A badge can be lost or lent: whoever opens a repair has proved who it is. */
function refuseBadge({ session }: CallContext): void {
  if (session.isByBadge()) throw new AppError('ERR_PAYMENT_PIN_NEEDED');
}

const { payments } = base;

export const paymentsRouter = payments.router({
  providers: payments.providers.handler(({ context }) => ({
    providers: context.services.payments.providers.map((provider) => ({
      id: provider.id,
      label: { ...provider.label },
      apiVersion: provider.apiVersion,
      configFields: pluginFields(provider.configSchema, false),
      credentialFields: pluginFields(provider.credentialsSchema, true),
    })),
  })),
  accounts: payments.accounts.handler(({ context }) => ({ accounts: listAccounts(context.services.context.read) })),
  createAccount: payments.createAccount.handler(({ input, context }) =>
    createAccount(context.services.context, context.services.payments, actOf(context), input),
  ),
  updateAccount: payments.updateAccount.handler(({ input, context }) =>
    updateAccount(context.services.context, context.services.payments, actOf(context), input),
  ),
  disconnectAccount: payments.disconnectAccount.handler(({ input, context }) =>
    disconnectAccount(context.services.context, actOf(context), input.id),
  ),
  testAccount: payments.testAccount.handler(({ input, context }) => testAccount(context.services.payments, input)),
  list: payments.list.handler(({ input, context }) =>
    pagePayments(context.services.context.read, {
      state: input.state ?? null,
      after: input.after ?? null,
      limit: input.limit,
    }),
  ),
  counts: payments.counts.handler(({ context }) => countPayments(context.services.context.read)),
  ofOrder: payments.ofOrder.handler(({ input, context }) =>
    paymentsOfOrder(context.services.context.read, context.services.payments, input.orderId),
  ),
  ask: payments.ask.handler(({ input, context }) => {
    askAgain(context.services.context, actOf(context), input.id);
    return viewPayment(context.services.context.read, input.id);
  }),
  askForOrder: payments.askForOrder.handler(({ input, context }) => {
    const id = askForOrder(
      context.services.context,
      context.services.payments,
      actOf(context),
      input.orderId,
      input.accountId,
    );
    return viewPayment(context.services.context.read, id);
  }),
  repairs: payments.repairs.handler(({ input, context }) => ({
    repairs: listRepairs(context.services.context.read, { state: input.state ?? null }),
  })),
  openRepair: payments.openRepair.handler(({ input, context }) => {
    refuseBadge(context);
    return openRepair(context.services.context, context.services.payments, actOf(context), {
      orderId: input.orderId,
      paymentId: input.paymentId ?? null,
      amountMinor: input.amountMinor,
      reference: input.reference,
      note: input.note,
      fileName: input.fileName,
      content: Buffer.from(input.contentBase64, 'base64'),
    });
  }),
  decideRepair: payments.decideRepair.handler(({ input, context }) =>
    decideRepair(context.services.context, actOf(context), input),
  ),
  withdrawRepair: payments.withdrawRepair.handler(({ input, context }) =>
    withdrawRepair(context.services.context, actOf(context), input.id),
  ),
  proof: payments.proof.handler(({ input, context }) => {
    const { name, mime, content } = readProof(context.services.context, actOf(context), input.id);
    return { name, mime, contentBase64: Buffer.from(content).toString('base64') };
  }),
  deciders: payments.deciders.handler(({ context }) => ({ people: listDeciders(context.services.context.read) })),
});

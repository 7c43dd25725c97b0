import type { WriteTx } from '#main/db/handles.ts';
import type {
  CallbackAnswer,
  CallbackRequest,
  CallbackVerdict,
  PaymentNotice,
} from '#main/plugins/payments/payment-provider.ts';
import type { Act } from '#main/usecases/actor.ts';
import { packPaymentMessage } from '#main/usecases/payments/archive-payment-message.ts';
import { openAccount } from '#main/usecases/payments/open-account.ts';
import type { OpenAccount } from '#main/usecases/payments/open-account.ts';
import type { PaymentServices } from '#main/usecases/payments/payment-services.ts';
import { takeNotice } from '#main/usecases/payments/take-notice.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { Problem } from '#shared/contract/common.ts';
import { ERROR_CATALOG } from '#shared/errors/catalog.ts';

/** Unknown serial numbers are anybody's to send: the provider is asked for its keys this often at most. */
const KEYS_EVERY_MS = 10 * 60_000;

export interface CallbackReceipt {
  readonly duplicate: boolean;
  /** What the provider hears; it stands for the commit. */
  readonly answer: CallbackAnswer;
  /** Null when it was taken. */
  readonly problem: Problem | null;
}

/**
 * Takes one callback of a payment provider: checks it over the exact bytes, stores it unaltered and queues the question to the
 * provider, and only then answers. Nothing is paid by a callback. What is not genuine is kept nowhere, and its last reason is
 * shown on the account.
 * @throws AppError ERR_PAYMENT_ACCOUNT_UNKNOWN, ERR_PAYMENT_ACCOUNT_OFF, ERR_PAYMENT_CONFIG_UNREADABLE
 */
export async function receiveCallback(
  context: UseCaseContext,
  services: PaymentServices,
  act: Act,
  accountId: string,
  request: CallbackRequest,
): Promise<CallbackReceipt> {
  const account = openAccount(context.read, services, accountId);
  const verdict = await verifyWithFreshKeys(context, services, account, request);
  if (!verdict.ok) {
    const problem: Problem = { code: verdict.code, data: { reason: verdict.reason } };
    context.log.warn({ accountId, ...problem }, 'payment callback refused');
    showRefusal(context, account, problem);
    return {
      duplicate: false,
      answer: account.provider.refused(verdict.code, ERROR_CATALOG[verdict.code].status),
      problem,
    };
  }
  const { notice } = verdict;
  const packed = notice && packPaymentMessage(messageOf(account, notice, request, context.clock.nowMs()));
  const duplicate = context.db.transaction((tx) => {
    endRefusal(tx, account);
    return notice && packed ? takeNotice(tx, context, act, account.row, notice, packed) : false;
  });
  return { duplicate, answer: account.provider.taken, problem: null };
}

/** A provider may have begun to sign with a key that is not known here yet. */
async function verifyWithFreshKeys(
  context: UseCaseContext,
  services: PaymentServices,
  account: OpenAccount,
  request: CallbackRequest,
): Promise<CallbackVerdict> {
  const verdict = account.provider.verifyCallback(account.context(), request);
  if (verdict.ok || verdict.code !== 'ERR_PAYMENT_SERIAL_UNKNOWN' || !account.provider.fetchKeys) return verdict;
  const nowMs = context.clock.nowMs();
  if (nowMs - account.row.keys_asked_at_ms < KEYS_EVERY_MS) return verdict;
  context.db.transaction((tx) =>
    tx
      .prepare<[number, string]>('UPDATE payment_accounts SET keys_asked_at_ms = ? WHERE id = ?')
      .run(nowMs, account.row.id),
  );
  const fetched = await account.provider.fetchKeys(account.context(AbortSignal.timeout(10_000)));
  if (!fetched.ok) {
    context.log.warn({ accountId: account.row.id, code: fetched.failure.code }, 'payment keys could not be fetched');
    return verdict;
  }
  const keys = fetched.value as Readonly<Record<string, unknown>>;
  context.db.transaction((tx) => services.saveCredentials(tx, account.row.id, keys));
  return account.provider.verifyCallback(account.context(), request);
}

function messageOf(account: OpenAccount, notice: PaymentNotice, request: CallbackRequest, receivedAtMs: number) {
  const { deliveryId, topic, ...facts } = notice;
  return {
    accountId: account.row.id,
    kind: 'callback' as const,
    topic,
    deliveryId,
    contentType: request.headers['content-type'] ?? '',
    payload: request.body,
    receivedAtMs,
    facts,
  };
}

/** Nothing of such a callback is kept, and the same refusal is written once, because anybody can send one. */
function showRefusal(context: UseCaseContext, account: OpenAccount, problem: Problem): void {
  const standing = account.row.refusal_json;
  if (standing !== null && (JSON.parse(standing) as Problem).code === problem.code) return;
  context.db.transaction((tx) => {
    tx.prepare<[string, number, string]>(
      'UPDATE payment_accounts SET refusal_json = ?, refused_at_ms = ? WHERE id = ?',
    ).run(JSON.stringify(problem), context.clock.nowMs(), account.row.id);
    tx.changed('payments');
  });
}

function endRefusal(tx: WriteTx, account: OpenAccount): void {
  if (account.row.refusal_json === null) return;
  tx.prepare<[string]>('UPDATE payment_accounts SET refusal_json = NULL, refused_at_ms = NULL WHERE id = ?').run(
    account.row.id,
  );
  tx.changed('payments');
}

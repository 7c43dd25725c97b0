import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerThrown } from '#main/host/node/answers.ts';
import { createPushHandler } from '#main/host/node/push-handler.ts';
import { createNodeHttpClient } from '#main/lib/http-node-client.ts';
import { PAYMENT_PROVIDERS } from '#main/app/registries.ts';
import { hashPin } from '#main/usecases/auth/pin-hash.ts';
import { confirmPayment } from '#main/usecases/payments/confirm-payment.ts';
import { createAccount } from '#main/usecases/payments/manage-accounts.ts';
import type { NewAccount } from '#main/usecases/payments/manage-accounts.ts';
import type { PaymentServices } from '#main/usecases/payments/payment-services.ts';
import { receiveCallback } from '#main/usecases/payments/receive-callback.ts';
import { paymentsOfOrder } from '#main/usecases/payments/view-payments.ts';
import type { Act } from '#main/usecases/actor.ts';
import type { OrderDraft } from '#core/orders/order-draft.ts';
import { SYSTEM_ACT, openUseCaseBed, paidDraft } from '#tests/support/use-case-bed.ts';

/** A database, the host's own handler behind a real socket, and the questions of the job asked by hand. */
export async function openPaymentBed() {
  const bed = openUseCaseBed();
  bed.addSku('MUG', 50);
  const collects = { here: true };
  const secrets = new Map<string, Record<string, unknown>>();
  const http = createNodeHttpClient({ clock: bed.clock });
  const services: PaymentServices = {
    providers: PAYMENT_PROVIDERS.all,
    findProvider: (id) => PAYMENT_PROVIDERS.find(id),
    collectsElsewhere: () => collects.here,
    saveCredentials(tx, id, credentials) {
      const given = Object.fromEntries(Object.entries(credentials).filter(([, value]) => value !== ''));
      secrets.set(id, { ...secrets.get(id), ...given });
      tx.prepare<[string]>(
        "INSERT INTO secrets (name, box, updated_at_ms) VALUES (?, x'00', 0) ON CONFLICT DO NOTHING",
      ).run(`payment:${id}`);
    },
    storedCredentials: (id) => secrets.get(id) ?? {},
    contextOf: (config, credentials, signal) => ({ config, credentials, http, clock: bed.clock, signal }),
  };
  const handler = createPushHandler({
    receivePush: () => Promise.reject(new Error('no shop is pushed to here')),
    receivePayment: (accountId, request) => receiveCallback(bed.context, services, SYSTEM_ACT, accountId, request),
  });
  const server = createServer((request, response) => {
    Promise.resolve(handler(request, response, request.url ?? '')).catch((error: unknown) =>
      answerThrown(response, error, 'trace'),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    ...bed,
    services,
    collects,
    secrets,
    account: (input: Omit<NewAccount, 'name' | 'shopId' | 'numberPattern'> & Partial<NewAccount>) =>
      createAccount(bed.context, services, SYSTEM_ACT, {
        name: 'Till',
        shopId: null,
        numberPattern: '{number}',
        ...input,
      }),
    urlOf: (path: string) => `http://127.0.0.1:${port}${path}`,
    awaiting: (number: string, change: Partial<OrderDraft> = {}) =>
      bed.intake([paidDraft(number, 'MUG', 1, { payment: 'awaited', paidAtMs: null, totalMinor: 9800, ...change })]),
    orderId: (number: string) => bed.order(number)?.id ?? '',
    of: (number: string) => paymentsOfOrder(bed.context.read, services, bed.order(number)?.id ?? ''),
    payment: () =>
      bed.context.read
        .prepare<
          [],
          { id: string; state: string; order_id: string | null; attempts: number; reason_json: string | null }
        >(
          'SELECT id, state, order_id, attempts, reason_json FROM payments ORDER BY created_at_ms DESC, id DESC LIMIT 1',
        )
        .get(),
    messages: () =>
      bed.context.read
        .prepare<[], { kind: string; verdict: string; seen: number }>(
          'SELECT kind, verdict, seen_count AS seen FROM payment_messages ORDER BY received_at_ms, id',
        )
        .all(),
    holds: (number: string) =>
      bed.context.read
        .pluck<[string], string>(
          'SELECT h.reason_code FROM order_holds h JOIN orders o ON o.id = h.order_id WHERE o.external_number = ? ORDER BY h.reason_code',
        )
        .all(number),
    /** What the job does once: due questions only. */
    askOnce: async () => {
      const id = bed.context.read
        .pluck<[], string>("SELECT id FROM payments WHERE state IN ('asking', 'parked')")
        .get();
      return id === undefined
        ? null
        : confirmPayment(bed.context, services, SYSTEM_ACT, id, new AbortController().signal);
    },
    jobs: () =>
      bed.context.read.pluck<[], number>("SELECT COUNT(*) FROM jobs WHERE topic = 'payment.confirm'").get() ?? 0,
    async person(id: string, name: string, pin: string | null, hasRight: boolean): Promise<Act> {
      const hash = pin === null ? null : await hashPin(pin);
      bed.context.db.transaction((tx) => {
        tx.prepare<[string, string, string | null]>(
          "INSERT INTO operators (id, name, role, pin_hash, failed_count, active, created_at_ms) VALUES (?, ?, 'operator', ?, 0, 1, 0)",
        ).run(id, name, hash);
        if (hasRight)
          tx.prepare<[string]>("INSERT INTO operator_rights (operator_id, name) VALUES (?, 'payment_repair')").run(id);
      });
      return { actor: { kind: 'operator', id, name }, source: 'window:test', traceId: 'trace' };
    },
    async close() {
      await new Promise<void>((resolve) => server.close(() => resolve()));
      bed.close();
    },
  };
}

export type PaymentBed = Awaited<ReturnType<typeof openPaymentBed>>;

import { DEMO_ACT } from '#main/app/demo-act.ts';
import type { DemoConnections } from '#main/app/connect-demo.ts';
import type { DemoPlatforms } from '#main/app/demo-platforms.ts';
import { PAYMENT_PROVIDERS } from '#main/app/registries.ts';
import { playPayment } from '#main/simulators/control/tills/simulated-till.ts';
import type { SimulatedTill } from '#main/simulators/control/tills/simulated-till.ts';
import { startSimulatedTill } from '#main/simulators/control/tills/start-simulated-till.ts';
import { realClock } from '#main/simulators/kit/simulator-clock.ts';
import type { Act } from '#main/usecases/actor.ts';
import {
  createAccount,
  disconnectAccount,
  listAccounts,
  updateAccount,
} from '#main/usecases/payments/manage-accounts.ts';
import type { PaymentServices } from '#main/usecases/payments/payment-services.ts';
import { DEMO_TILLS } from '#shared/contract/demo-payments.ts';
import type { DemoPaymentCommand, DemoPayments, DemoTillId } from '#shared/contract/demo-payments.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { OrderId } from '#shared/model/ids.ts';

/** The payment providers of the demo store: none runs until somebody starts it. */
export interface DemoTills {
  view(): DemoPayments;
  /** @throws AppError ERR_HOST_NOT_FOUND for what is not there: a provider that does not run, an order that waits for nothing, a host without an address */
  command(act: Act, command: DemoPaymentCommand): Promise<void>;
  /** Starts those again whose account is still switched on; what they knew of payments is gone. */
  resume(): Promise<void>;
  stop(): Promise<void>;
}

interface AwaitingRow {
  readonly id: string;
  readonly external_number: string;
  readonly total_minor: number;
  readonly currency: string;
}

/** The demo platform that leaves its payments to others and sells in yuan. */
const OWN_SHOP = 'woocommerce';
const SHOWN_CALLBACKS = 8;
const SHOWN_QUESTIONS = 6;
const SHOWN_ORDERS = 6;

/** @param pushUrlOf the address of a path below the receiver of pushes; null while the host takes none */
export function createDemoTills(
  { context }: Pick<DemoConnections, 'context'>,
  payments: PaymentServices,
  platforms: DemoPlatforms,
  pushUrlOf: (path: string) => string | null,
): DemoTills {
  const tills = new Map<DemoTillId, SimulatedTill>();
  const callbacks: DemoPayments['callbacks'] = [];

  const accountOf = (id: DemoTillId) => listAccounts(context.read).find(({ name }) => name === accountName(id));

  async function open(id: DemoTillId): Promise<void> {
    if (tills.has(id)) return;
    const till = await startSimulatedTill(id, realClock);
    tills.set(id, till);
    const { config, credentials } = till.access();
    const known = accountOf(id);
    if (known) updateAccount(context, payments, DEMO_ACT, { id: known.id, enabled: true, config, credentials });
    else
      createAccount(context, payments, DEMO_ACT, {
        providerId: id,
        name: accountName(id),
        shopId: null,
        numberPattern: '{number}',
        config,
        credentials,
      });
  }

  async function close(act: Act, id: DemoTillId): Promise<void> {
    const till = tills.get(id);
    const account = accountOf(id);
    tills.delete(id);
    if (account) disconnectAccount(context, act, account.id);
    await till?.close();
  }

  async function order(): Promise<void> {
    await platforms.open(OWN_SHOP);
    platforms.orderUnpaid(OWN_SHOP);
  }

  async function notify({ till: id, orderId, script }: Extract<DemoPaymentCommand, { kind: 'notify' }>): Promise<void> {
    const till = tills.get(id);
    const account = accountOf(id);
    const awaiting = awaitingOrders().find((each) => each.id === orderId);
    const url = account ? pushUrlOf(`pay/${account.id}`) : null;
    if (!till || !awaiting || url === null) throw new AppError('ERR_HOST_NOT_FOUND', { what: till ? 'order' : id });
    const { external_number: number, total_minor: amountMinor, currency } = awaiting;
    const outcome = await playPayment(till, url, { number, amountMinor, currency }, script);
    const answer = outcome.kind === 'answered' ? `${outcome.status} ${outcome.body}`.trim() : outcome.detail;
    callbacks.unshift({ atMs: context.clock.nowMs(), till: id, number, script, answer });
    callbacks.length = Math.min(callbacks.length, SHOWN_CALLBACKS);
  }

  function awaitingOrders(): readonly AwaitingRow[] {
    const shop = platforms.view().platforms.find(({ platform }) => platform === OWN_SHOP)?.shop;
    return context.read
      .prepare<[string, number], AwaitingRow>(
        `SELECT id, external_number, total_minor, currency FROM orders
         WHERE shop_id = ? AND payment = 'awaited' ORDER BY placed_at_ms DESC LIMIT ?`,
      )
      .all(shop?.id ?? '', SHOWN_ORDERS);
  }

  return {
    view: () => ({
      tills: DEMO_TILLS.map((id) => {
        const account = accountOf(id);
        return {
          till: id,
          isOpen: tills.has(id),
          account: account ? { id: account.id, name: account.name, enabled: account.enabled } : null,
          questions: (tills.get(id)?.requests.entries() ?? [])
            .slice(-SHOWN_QUESTIONS)
            .toReversed()
            .map(({ atMs, operation, status, outcome, faults }) => ({
              atMs,
              operation,
              answer: [...faults, status ?? outcome].join(' · '),
            })),
        };
      }),
      callbacks: [...callbacks],
      orders: awaitingOrders().map((row) => ({
        id: OrderId.parse(row.id),
        number: row.external_number,
        totalMinor: row.total_minor,
        currency: row.currency,
      })),
    }),
    command(act, command) {
      switch (command.kind) {
        case 'open':
          return open(command.till);
        case 'close':
          return close(act, command.till);
        case 'order':
          return order();
        case 'notify':
          return notify(command);
      }
    },
    async resume() {
      for (const id of DEMO_TILLS) if (accountOf(id)?.enabled) await open(id);
    },
    async stop() {
      await Promise.all([...tills.values()].map((till) => till.close()));
      tills.clear();
    },
  };
}

function accountName(id: DemoTillId): string {
  const label = PAYMENT_PROVIDERS.find(id)?.label;
  return `${label?.['zh-CN'] ?? id} · ${label?.en ?? id} (demo)`;
}

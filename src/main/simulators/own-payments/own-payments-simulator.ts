import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { createFaultSwitchboard } from '../kit/fault-switchboard.ts';
import type { FaultSwitchboard } from '../kit/fault-switchboard.ts';
import { createRequestLog } from '../kit/request-log.ts';
import type { RequestLog } from '../kit/request-log.ts';
import { createSeededRandom } from '../kit/seeded-random.ts';
import { sendCallback } from '../kit/send-callback.ts';
import type { CallbackOutcome } from '../kit/send-callback.ts';
import type { SimulatorAnswer } from '../kit/simulator-answer.ts';
import type { SimulatorClock } from '../kit/simulator-clock.ts';
import { startSimulatorServer } from '../kit/simulator-server.ts';
import type { ReceivedRequest } from '../kit/simulator-server.ts';

export interface OwnPayment {
  readonly number: string;
  readonly tradeNumber: string;
  readonly currency: string;
  amountMinor: number;
  state: 'awaiting' | 'paid' | 'closed';
  paidAtMs: number | null;
}

export interface OwnCallbackOptions {
  /** `stranger`: with a secret that is not the shared one. */
  readonly signedWith?: 'current' | 'stranger';
  /** The callback tells another amount than the books. */
  readonly amountMinor?: number;
}

/** A till of one's own, which signs like GitHub (reference C7). */
export interface OwnPaymentsSimulator {
  /** With `{number}` in the place of the payment's number. */
  readonly queryUrl: string;
  readonly merchant: string;
  readonly secret: string;
  readonly faults: FaultSwitchboard;
  readonly requests: RequestLog;
  add(payment: { number: string; amountMinor: number; currency: string }): OwnPayment;
  /** @throws RangeError for an unknown payment */
  pay(number: string): OwnPayment;
  notify(url: string, number: string, options?: OwnCallbackOptions): Promise<CallbackOutcome>;
  close(): Promise<void>;
}

/** Signed questions older or newer than this are turned away. */
const LEEWAY_MS = 5 * 60_000;
const PATH = '/payments';

export async function startOwnPaymentsSimulator({
  clock,
}: {
  readonly clock: SimulatorClock;
}): Promise<OwnPaymentsSimulator> {
  const merchant = 'shop';
  const secret = randomBytes(24).toString('hex');
  const stranger = randomBytes(24).toString('hex');
  const payments = new Map<string, OwnPayment>();
  const faults = createFaultSwitchboard(clock, createSeededRandom(13));
  const requests = createRequestLog();

  const find = (number: string): OwnPayment => {
    const found = payments.get(number);
    if (!found) throw new RangeError(`no payment ${number}`);
    return found;
  };

  const signature = (bytes: string, key = secret): string =>
    `sha256=${createHmac('sha256', key).update(bytes).digest('hex')}`;

  const answer = (status: number, value: unknown): SimulatorAnswer => {
    const body = JSON.stringify(value);
    return { status, headers: { 'x-hub-signature-256': signature(body) }, body };
  };

  const viewOf = (payment: OwnPayment) => ({
    number: payment.number,
    trade_number: payment.tradeNumber,
    state: payment.state,
    amount_minor: payment.amountMinor,
    currency: payment.currency,
    merchant,
    ...(payment.paidAtMs === null ? {} : { paid_at: new Date(payment.paidAtMs).toISOString() }),
  });

  /** Over `GET`, path and query, and the seconds of the question. */
  function isSigned(request: ReceivedRequest): boolean {
    const seconds = request.headers['x-packbench-timestamp'] ?? '';
    if (!(Math.abs(Number(seconds) * 1000 - clock.nowMs()) <= LEEWAY_MS)) return false;
    const expected = Buffer.from(signature(`GET\n${request.path}?${request.query.toString()}\n${seconds}`));
    const given = Buffer.from(request.headers['x-hub-signature-256'] ?? '');
    return given.length === expected.length && timingSafeEqual(given, expected);
  }

  const server = await startSimulatorServer({
    port: 0,
    clock,
    log: requests,
    faults,
    endpoint: {
      operationOf: () => 'query',
      vendorFault: (kind, rule) => answer(kind === 'throttle' ? 429 : 500, { error: rule.code ?? kind }),
      handle(request) {
        if (!isSigned(request)) return answer(401, { error: 'signature' });
        const payment = payments.get(request.query.get('number') ?? '');
        return payment ? answer(200, viewOf(payment)) : answer(404, { error: 'unknown' });
      },
    },
  });

  return {
    queryUrl: `${server.url}${PATH}?number={number}`,
    merchant,
    secret,
    faults,
    requests,
    add(given) {
      const tradeNumber = `T-${randomBytes(6).toString('hex')}`;
      const payment: OwnPayment = { ...given, tradeNumber, state: 'awaiting', paidAtMs: null };
      payments.set(given.number, payment);
      return payment;
    },
    pay(number) {
      const payment = find(number);
      payment.state = 'paid';
      payment.paidAtMs = clock.nowMs();
      return payment;
    },
    notify(url, number, { signedWith, amountMinor } = {}) {
      const told = { ...viewOf(find(number)), id: randomBytes(8).toString('hex') };
      const body = JSON.stringify(amountMinor === undefined ? told : { ...told, amount_minor: amountMinor });
      const headers = {
        'content-type': 'application/json',
        'x-hub-signature-256': signature(body, signedWith === 'stranger' ? stranger : secret),
      };
      return sendCallback(url, headers, Buffer.from(body));
    },
    close: () => server.close(),
  };
}

import type { DemoPaymentScript, DemoTillId } from '#shared/contract/demo-payments.ts';
import type { CallbackOutcome } from '#main/simulators/kit/send-callback.ts';
import type { FaultSwitchboard } from '#main/simulators/kit/fault-switchboard.ts';
import type { RequestLog } from '#main/simulators/kit/request-log.ts';

export interface TillPayment {
  readonly number: string;
  /** Of the currency of the order; WeChat Pay and Alipay take yuan. */
  readonly amountMinor: number;
  readonly currency: string;
}

export interface TillCallback {
  readonly isForged: boolean;
  /** What the callback says was paid. */
  readonly toldMinor: number;
}

/** A payment provider, whatever its protocol: what the demo drives. */
export interface SimulatedTill {
  readonly id: DemoTillId;
  /** What an account of this workstation must be given. */
  access(): {
    readonly config: Readonly<Record<string, unknown>>;
    readonly credentials: Readonly<Record<string, unknown>>;
  };
  /** The provider's name of the question about a payment. */
  readonly operation: string;
  readonly faults: FaultSwitchboard;
  readonly requests: RequestLog;
  /** The buyer pays; a second time in place of the first. */
  pay(payment: TillPayment): void;
  /** @throws RangeError for any host but this machine */
  notify(url: string, number: string, callback: TillCallback): Promise<CallbackOutcome>;
  close(): Promise<void>;
}

/** Of a contradicted payment the provider's books know one tenth less than the callback tells. */
const contradicted = (amountMinor: number): number => amountMinor - Math.max(1, Math.floor(amountMinor / 10));
/** As often as a payment is asked about before it is parked. */
const QUESTIONS = 3;

/**
 * Plays one of the things that happen to a payment: a genuine notification; a forged one, signed with a stranger's key; one that
 * the provider's own books contradict; one about which the next three questions fail.
 */
export async function playPayment(
  till: SimulatedTill,
  url: string,
  payment: TillPayment,
  script: DemoPaymentScript,
): Promise<CallbackOutcome> {
  const { number, amountMinor } = payment;
  till.pay(script === 'contradicted' ? { ...payment, amountMinor: contradicted(amountMinor) } : payment);
  if (script === 'unanswered') till.faults.switchOn({ kind: 'http-500', operation: till.operation, times: QUESTIONS });
  return till.notify(url, number, { isForged: script === 'forged', toldMinor: amountMinor });
}

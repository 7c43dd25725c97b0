import { formatDecimalAmount } from '#shared/model/money.ts';

/** A payment as somebody tells of it: the callback, the provider's answer, or the order itself. */
export interface PaymentClaim {
  readonly outTradeNo: string;
  readonly tradeNumber: string;
  readonly amountMinor: number | null;
  readonly currency: string;
  /** Empty where it is not told. */
  readonly merchant: string;
}

export interface OrderDue {
  readonly totalMinor: number;
  readonly currency: string;
}

export interface PaymentDifference {
  readonly code:
    | 'ERR_PAYMENT_TRADE_DIFFERS'
    | 'ERR_PAYMENT_AMOUNT_DIFFERS'
    | 'ERR_PAYMENT_CURRENCY_DIFFERS'
    | 'ERR_PAYMENT_MERCHANT_WRONG';
  readonly data: Readonly<Record<string, string | number>>;
}

/**
 * The first thing in which the provider's answer differs from what was told and from what the order costs; null when all agree.
 * What one side does not tell is not compared, but the amount must be told by the answer.
 */
export function paymentDifference(answer: PaymentClaim, told: PaymentClaim, due: OrderDue): PaymentDifference | null {
  if (answer.outTradeNo !== told.outTradeNo) return trade(answer.outTradeNo, told.outTradeNo);
  if (told.tradeNumber !== '' && answer.tradeNumber !== told.tradeNumber)
    return trade(answer.tradeNumber, told.tradeNumber);
  if (answer.merchant !== '' && told.merchant !== '' && answer.merchant !== told.merchant)
    return { code: 'ERR_PAYMENT_MERCHANT_WRONG', data: { told: answer.merchant, wanted: told.merchant } };
  if (told.amountMinor !== null && answer.amountMinor !== told.amountMinor)
    return amount(answer.amountMinor ?? 0, told.amountMinor, due.currency);
  return dueDifference(answer, due);
}

/** Where a claim does not pay what the order costs. */
export function dueDifference(claim: PaymentClaim, due: OrderDue): PaymentDifference | null {
  if (claim.currency !== due.currency)
    return { code: 'ERR_PAYMENT_CURRENCY_DIFFERS', data: { told: claim.currency, wanted: due.currency } };
  return claim.amountMinor === due.totalMinor ? null : amount(claim.amountMinor ?? 0, due.totalMinor, due.currency);
}

function trade(told: string, wanted: string): PaymentDifference {
  return { code: 'ERR_PAYMENT_TRADE_DIFFERS', data: { told, wanted } };
}

function amount(told: number, wanted: number, currency: string): PaymentDifference {
  const text = (minor: number): string => formatDecimalAmount(minor, currency);
  return { code: 'ERR_PAYMENT_AMOUNT_DIFFERS', data: { told: text(told), wanted: text(wanted), currency } };
}

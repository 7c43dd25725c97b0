import { LOGISTICS_COMPANIES } from '../logistics-companies.ts';
import type { LogisticsCompany } from '../logistics-companies.ts';
import { blockReasonOf } from '../taobao-trade.ts';
import type { TaobaoSubOrder, TaobaoTrade } from '../taobao-trade.ts';
import { TopFailure, invalidArgument, isvFailure, missingArgument } from '../top-failure.ts';
import type { TopContext, TopMethod, TopParameters } from '../top-context.ts';
import type { TopObject } from '../top-value.ts';

type Service = 'online' | 'offline';

const SUCCESS: TopObject = { shipping: { is_success: true } };
const SENDABLE = ['WAIT_SELLER_SEND_GOODS', 'SELLER_CONSIGNED_PART'];

/**
 * Sub-codes as old clients of these calls list them (secondary sources): B01 no such trade, B04 wrong status,
 * B56 no such carrier, B59 waybill number missing, B60 waybill number against the carrier's pattern.
 */
const refusal = (service: Service, code: string, text: string): TopFailure =>
  isvFailure(`logistics-${service}-service-error:${code}`, text);

function tradeOf(parameters: TopParameters, context: TopContext, service: Service): TaobaoTrade {
  const tid = parameters.get('tid');
  if (!tid) throw missingArgument('tid');
  const trade = context.store.get(tid);
  if (!trade) throw refusal(service, 'B01', '订单不存在');
  return trade;
}

function companyOf(parameters: TopParameters, service: Service): LogisticsCompany {
  const code = parameters.get('company_code');
  if (!code) throw missingArgument('company_code');
  const company = LOGISTICS_COMPANIES.find((candidate) => candidate.code === code);
  if (!company) throw refusal(service, 'B56', '没有选择物流公司');
  return company;
}

/** All lines that still wait, or the ones named by `sub_tid` when the trade is split. */
function linesOf(trade: TaobaoTrade, parameters: TopParameters, service: Service): readonly TaobaoSubOrder[] {
  const waiting = trade.orders.filter((order) => SENDABLE.includes(order.status));
  if (parameters.get('is_split') !== '1') return waiting;
  const wanted = (parameters.get('sub_tid') ?? '').split(',').filter((oid) => oid !== '');
  if (wanted.length === 0) throw invalidArgument('sub_tid', '拆单发货必须传入子订单');
  const lines = waiting.filter((order) => wanted.includes(order.oid));
  if (lines.length !== wanted.length) throw refusal(service, 'B04', '子订单不存在或状态不对');
  return lines;
}

function checkSendable(trade: TaobaoTrade, lines: readonly TaobaoSubOrder[], service: Service): void {
  if (!SENDABLE.includes(trade.status) || lines.length === 0) throw refusal(service, 'B04', '订单状态不对');
}

function consign(
  trade: TaobaoTrade,
  lines: readonly TaobaoSubOrder[],
  company: LogisticsCompany,
  outSid: string,
  context: TopContext,
): void {
  const nowMs = context.clock.nowMs();
  // TOP lets a refund under way be shipped; the books keep it as the mistake it is.
  const shippedAgainst = blockReasonOf(trade);
  for (const line of lines) {
    line.status = 'WAIT_BUYER_CONFIRM_GOODS';
    line.logisticsCompany = company.name;
    line.invoiceNo = outSid;
    line.consignAtMs = nowMs;
  }
  const allSent = trade.orders.every((order) => !SENDABLE.includes(order.status));
  trade.status = allSent ? 'WAIT_BUYER_CONFIRM_GOODS' : 'SELLER_CONSIGNED_PART';
  trade.consignAtMs ??= nowMs;
  trade.pendingConsign = undefined;
  context.store.touch(trade, nowMs);
  context.books.noteShipment({
    externalNumber: trade.tid,
    trackingNumber: outSid,
    carrier: company.code,
    lineNumbers: lines.map((line) => line.oid),
    firstAcceptedAtMs: nowMs,
    shippedAgainst,
  });
  context.queue.publish('taobao_trade_TradeSellerShip', trade);
}

function checkNumber(outSid: string, company: LogisticsCompany, service: Service): void {
  if (!new RegExp(company.regMailNo).test(outSid)) throw refusal(service, 'B60', '运单号不符合规则或已经被使用');
}

/** Writes every refusal into the books before it goes out. */
function booked(parameters: TopParameters, context: TopContext, ship: () => void): TopObject {
  try {
    ship();
    return SUCCESS;
  } catch (error) {
    if (error instanceof TopFailure) {
      context.books.noteRefusal({
        externalNumber: parameters.get('tid') ?? '',
        trackingNumber: parameters.get('out_sid') ?? '',
        code: error.subCode ?? String(error.code),
        atMs: context.clock.nowMs(),
      });
    }
    throw error;
  }
}

function send(service: Service, parameters: TopParameters, context: TopContext): TopObject {
  return booked(parameters, context, () => {
    const trade = tradeOf(parameters, context, service);
    const company = companyOf(parameters, service);
    const lines = linesOf(trade, parameters, service);
    checkSendable(trade, lines, service);
    const outSid = parameters.get('out_sid');
    if (outSid) {
      checkNumber(outSid, company, service);
      consign(trade, lines, company, outSid, context);
    } else if (service === 'offline') {
      throw refusal(service, 'B59', '运单号为空');
    } else {
      // Announced without a number: nothing changes until online.confirm.
      trade.pendingConsign = { companyCode: company.code, oids: lines.map((line) => line.oid) };
    }
  });
}

export const logisticsOnlineSend: TopMethod = {
  name: 'taobao.logistics.online.send',
  needsSession: true,
  run: (parameters, context) => send('online', parameters, context),
};

export const logisticsOfflineSend: TopMethod = {
  name: 'taobao.logistics.offline.send',
  needsSession: true,
  run: (parameters, context) => send('offline', parameters, context),
};

/** taobao.logistics.online.confirm: gives the number for an announced shipment. */
export const logisticsOnlineConfirm: TopMethod = {
  name: 'taobao.logistics.online.confirm',
  needsSession: true,
  run: (parameters, context) =>
    booked(parameters, context, () => {
      const trade = tradeOf(parameters, context, 'online');
      const outSid = parameters.get('out_sid');
      if (!outSid) throw missingArgument('out_sid');
      const pending = trade.pendingConsign;
      const company = LOGISTICS_COMPANIES.find((candidate) => candidate.code === pending?.companyCode);
      if (!pending || !company) throw refusal('online', 'B04', '没有待确认的发货');
      const lines = trade.orders.filter((order) => pending.oids.includes(order.oid) && SENDABLE.includes(order.status));
      checkSendable(trade, lines, 'online');
      checkNumber(outSid, company, 'online');
      consign(trade, lines, company, outSid, context);
    }),
};

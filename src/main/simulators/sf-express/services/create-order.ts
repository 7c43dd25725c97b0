import type { z } from 'zod';
import { cityCodeOf } from '../city-codes.ts';
import { SfInnerFailure } from '../sf-answers.ts';
import type { SfContext, SfService } from '../sf-context.ts';
import { CreateOrderRequest, contactOf } from '../sf-order.ts';
import type { SfContact, SfOrder } from '../sf-order.ts';
import { orderView } from './order-view.ts';

function checkContact(contact: SfContact | undefined, role: string): void {
  if (!contact) throw new SfInnerFailure('S0002', `必填参数${role}为空`);
  if (contact.contact === '' && contact.company === '')
    throw new SfInnerFailure('S0002', `必填参数${role}.contact为空`);
  if (contact.mobile === '' && contact.tel === '') throw new SfInnerFailure('S0002', `必填参数${role}.mobile为空`);
  if (contact.address === '') throw new SfInnerFailure('S0002', `必填参数${role}.address为空`);
}

const pathOf = (error: z.ZodError): string => error.issues[0]?.path.join('.') ?? '';

function read(msgData: unknown): CreateOrderRequest {
  const parsed = CreateOrderRequest.safeParse(msgData);
  if (!parsed.success) throw new SfInnerFailure('S0002', `必填参数${pathOf(parsed.error)}为空或不合法`);
  checkContact(contactOf(parsed.data, 1), '寄件人');
  checkContact(contactOf(parsed.data, 2), '收件人');
  return parsed.data;
}

function issue(request: CreateOrderRequest, context: SfContext): SfOrder {
  const filterResult = context.filterResultFor(request.orderId);
  const withNumbers = filterResult !== 3 && request.isGenBillNo === 1;
  const waybillNumbers = withNumbers
    ? Array.from({ length: request.parcelQty }, () => context.nextWaybillNumber())
    : [];
  return {
    orderId: request.orderId,
    request,
    createdAtMs: context.clock.nowMs(),
    filterResult,
    waybillNumbers,
    originCode: cityCodeOf(contactOf(request, 1)),
    destCode: cityCodeOf(contactOf(request, 2)),
    routes: [],
    confirmedAtMs: undefined,
    cancelledAtMs: undefined,
  };
}

/** EXP_RECE_CREATE_ORDER: one order id gets its numbers once; a repetition is 8016, also after a cancellation. */
export const createOrder: SfService = {
  code: 'EXP_RECE_CREATE_ORDER',
  run(msgData, context) {
    const request = read(msgData);
    if (context.orders.has(request.orderId)) {
      context.books.noteRepeated(request.orderId);
      throw new SfInnerFailure('8016');
    }
    const { monthlyCards } = context;
    if (monthlyCards && request.payMethod !== 2 && !monthlyCards.includes(request.monthlyCard ?? '')) {
      throw new SfInnerFailure('8119', '月结卡号不存在或已失效');
    }
    const order = issue(request, context);
    context.orders.set(order.orderId, order);
    context.books.noteIssued({
      orderId: order.orderId,
      custReferenceNo: request.custReferenceNo,
      waybillNumbers: order.waybillNumbers,
      parcelQty: request.parcelQty,
      issuedAtMs: order.createdAtMs,
      receiverName: contactOf(request, 2)?.contact ?? '',
    });
    return orderView(order, this.code, context);
  },
};

import { actOf } from '#main/rpc/act-of.ts';
import { base } from '#main/rpc/base.ts';
import { readOrderDetail } from '#main/usecases/orders/read-order-detail.ts';
import { countOrders } from '#main/usecases/orders/count-orders.ts';
import { findOrders } from '#main/usecases/orders/find-orders.ts';
import { holdOrder, releaseOrderHold } from '#main/usecases/orders/hold-order.ts';
import { pageOrders } from '#main/usecases/orders/page-orders.ts';
import { readMessages } from '#main/usecases/orders/read-messages.ts';
import { readTimeline } from '#main/usecases/orders/read-timeline.ts';
import { enterRecipient } from '#main/usecases/orders/enter-recipient.ts';
import { eraseOnRequest } from '#main/usecases/orders/erase/erase-on-request.ts';
import { revealRecipient } from '#main/usecases/orders/reveal-recipient.ts';
import { settleParcel } from '#main/usecases/packing/settle-parcel.ts';
import { fetchPasted } from '#main/usecases/shops/fetch-pasted.ts';
import { refreshOrder } from '#main/usecases/shops/refresh-order.ts';

export const ordersRouter = base.orders.router({
  list: base.orders.list.handler(({ input, context: { services } }) =>
    pageOrders(services.context.read, services.reads, input),
  ),
  counts: base.orders.counts.handler(({ context }) => countOrders(context.services.context.read)),
  get: base.orders.get.handler(({ input, context }) => readOrderDetail(context.services.context.read, input.id)),
  find: base.orders.find.handler(({ input, context }) => ({
    matches: findOrders(context.services.context.read, input.number, input.match === 'part'),
  })),
  timeline: base.orders.timeline.handler(({ input, context }) => readTimeline(context.services.context.read, input.id)),
  rawMessages: base.orders.rawMessages.handler(({ input, context }) => ({
    messages: readMessages(context.services.context.read, input.id),
  })),
  reveal: base.orders.reveal.handler(({ input, context, signal }) => {
    const { context: useCases, openShop } = context.services;
    return revealRecipient(useCases, openShop, actOf(context), { orderId: input.id, reason: input.reason }, signal);
  }),
  enterRecipient: base.orders.enterRecipient.handler(({ input, context }) => {
    const { id, ...recipient } = input;
    enterRecipient(context.services.context, actOf(context), id, recipient);
    return readOrderDetail(context.services.context.read, id);
  }),
  erasePersonalData: base.orders.erasePersonalData.handler(({ input, context }) => {
    eraseOnRequest(context.services.context, actOf(context), input.id, input.reason);
    return readOrderDetail(context.services.context.read, input.id);
  }),
  releaseHold: base.orders.releaseHold.handler(({ input, context }) => {
    releaseOrderHold(context.services.context, actOf(context), input);
    return readOrderDetail(context.services.context.read, input.id);
  }),
  placeHold: base.orders.placeHold.handler(({ input, context }) => {
    holdOrder(context.services.context, actOf(context), input.id, input.reason);
    return readOrderDetail(context.services.context.read, input.id);
  }),
  settleParcel: base.orders.settleParcel.handler(({ input, context }) => {
    const { id, shipmentId, outcome, reason } = input;
    settleParcel(context.services.context, actOf(context), { orderId: id, shipmentId, outcome, reason });
    context.services.jobs.wake();
    return readOrderDetail(context.services.context.read, id);
  }),
  refresh: base.orders.refresh.handler(async ({ input, context, signal }) => {
    await refreshOrder(
      context.services.context,
      actOf(context),
      context.services.openShop,
      input.id,
      signal ?? new AbortController().signal,
    );
    return readOrderDetail(context.services.context.read, input.id);
  }),
  fetchNumbers: base.orders.fetchNumbers.handler(async ({ input, context, signal }) => {
    const { services } = context;
    const shop = services.openShop(input.shopId);
    const until = signal ?? new AbortController().signal;
    return { results: await fetchPasted(services.context, actOf(context), shop, input.numbers, until) };
  }),
});

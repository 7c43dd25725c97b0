import { z } from 'zod';
import { SfInnerFailure } from '../sf-answers.ts';
import type { SfService } from '../sf-context.ts';
import { orderView } from './order-view.ts';

const Request = z.looseObject({ orderId: z.string().min(1), searchType: z.coerce.number().int().default(1) });

/** EXP_RECE_SEARCH_ORDER_RESP: what became of an order id; the way out of a timeout and of 8016. */
export const searchOrder: SfService = {
  code: 'EXP_RECE_SEARCH_ORDER_RESP',
  run(msgData, context) {
    const parsed = Request.safeParse(msgData);
    if (!parsed.success) throw new SfInnerFailure('S0002', '必填参数orderId为空');
    const order = context.orders.get(parsed.data.orderId);
    if (!order) throw new SfInnerFailure('8024');
    return orderView(order, this.code, context);
  },
};

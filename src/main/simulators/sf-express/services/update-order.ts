import { z } from 'zod';
import { SfInnerFailure } from '../sf-answers.ts';
import type { SfService } from '../sf-context.ts';

const Request = z.looseObject({
  orderId: z.string().min(1),
  dealType: z.coerce.number().int().min(1).max(2).default(1),
});

/** EXP_RECE_UPDATE_ORDER: dealType 1 confirms, 2 cancels. `resStatus` 2 = done. */
export const updateOrder: SfService = {
  code: 'EXP_RECE_UPDATE_ORDER',
  run(msgData, context) {
    const parsed = Request.safeParse(msgData);
    if (!parsed.success) throw new SfInnerFailure('S0002', '必填参数orderId为空或dealType不合法');
    const order = context.orders.get(parsed.data.orderId);
    if (!order) throw new SfInnerFailure('8024');
    if (order.cancelledAtMs !== undefined) throw new SfInnerFailure('8037');
    // Confirmed, or already with the courier: too late for either act.
    if (order.confirmedAtMs !== undefined || order.routes.length > 0) throw new SfInnerFailure('8252');
    const nowMs = context.clock.nowMs();
    if (parsed.data.dealType === 2) {
      order.cancelledAtMs = nowMs;
      context.books.noteCancelled(order.orderId, nowMs);
    } else {
      order.confirmedAtMs = nowMs;
    }
    const waybillNoInfoList = order.waybillNumbers.map((waybillNo, index) => ({
      waybillType: index === 0 ? 1 : 2,
      waybillNo,
    }));
    return { orderId: order.orderId, waybillNoInfoList, resStatus: 2 };
  },
};

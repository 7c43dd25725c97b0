import { orderView } from '../order-view.ts';
import type { PddMethod } from '../pdd-context.ts';
import { refusedByRule } from '../pdd-failure.ts';
import { required } from './parameters.ts';
import { applyRowFaults } from './row-faults.ts';

/** pdd.order.information.get: one order. Under which code an unknown number is refused is not documented. */
export const orderInformationGet: PddMethod = {
  type: 'pdd.order.information.get',
  root: 'order_info_get_response',
  needsToken: true,
  run(parameters, context) {
    const order = context.store.get(required(parameters, 'order_sn'));
    if (!order) throw refusedByRule('订单不存在');
    const [view] = applyRowFaults([orderView(order)], this.type, context);
    return { order_info: view };
  },
};

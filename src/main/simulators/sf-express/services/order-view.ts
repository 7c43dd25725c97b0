import { routeLabelData } from '../route-label.ts';
import type { SfContext } from '../sf-context.ts';
import type { SfOrder } from '../sf-order.ts';

const ZERO_WIDTH = '\u200B';
/** A filter result outside the documented 1..3. */
const UNKNOWN_FILTER_RESULT = 9;

/** The msgData that creating and searching an order give. Content faults strike here, not in what SF keeps. */
export function orderView(order: SfOrder, service: string, context: SfContext): unknown {
  const dirty = order.waybillNumbers.length > 0 && context.faults.draw('zero-width', service) !== undefined;
  const strange = context.faults.draw('unknown-enum', service) !== undefined;
  const shown = (waybillNo: string): string => (dirty ? `${ZERO_WIDTH}${waybillNo}` : waybillNo);
  return {
    orderId: order.orderId,
    originCode: order.originCode,
    destCode: order.destCode,
    filterResult: strange ? UNKNOWN_FILTER_RESULT : order.filterResult,
    remark: order.filterResult === 3 ? '收件地址不在服务范围' : '',
    waybillNoInfoList: order.waybillNumbers.map((waybillNo, index) => ({
      waybillType: index === 0 ? 1 : 2,
      waybillNo: shown(waybillNo),
    })),
    ...(order.request.isReturnRoutelabel === 0
      ? {}
      : {
          routeLabelInfo: order.waybillNumbers.map((waybillNo) => ({
            code: '1000',
            routeLabelData: routeLabelData(order, waybillNo),
            message: `${waybillNo}:`,
          })),
        }),
  };
}

import { z } from 'zod';
import { formatBeijingTime } from '#main/simulators/kit/beijing-time.ts';
import { SfInnerFailure } from '../sf-answers.ts';
import type { SfContext, SfService } from '../sf-context.ts';
import { contactOf } from '../sf-order.ts';
import type { SfOrder, SfRouteNode } from '../sf-order.ts';

const Request = z.looseObject({
  trackingType: z.coerce.number().int().min(1).max(2),
  trackingNumber: z.union([z.array(z.string()), z.string().transform((text) => text.split(','))]),
  checkPhoneNo: z.string().optional(),
});

const MAX_NUMBERS = 10;
/** An operation code that no table maps. */
const UNKNOWN_OP_CODE = '9941';

/** Strangers must know the last four digits of one of the two phones. */
function knowsPhone(order: SfOrder, digits: string | undefined): boolean {
  const phones = [contactOf(order.request, 1), contactOf(order.request, 2)].flatMap((contact) =>
    contact ? [contact.mobile, contact.tel] : [],
  );
  return digits !== undefined && digits.length === 4 && phones.some((phone) => phone !== '' && phone.endsWith(digits));
}

function nodeView(node: SfRouteNode): Record<string, string> {
  return {
    acceptTime: formatBeijingTime(node.acceptAtMs),
    acceptAddress: node.acceptAddress,
    remark: node.remark,
    opCode: node.opCode,
    firstStatusCode: node.firstStatusCode,
    firstStatusName: node.firstStatusName,
    secondaryStatusCode: node.secondaryStatusCode,
    secondaryStatusName: node.secondaryStatusName,
  };
}

function routesOf(order: SfOrder | undefined, code: string, context: SfContext): Record<string, string>[] {
  let rows = (order?.routes ?? []).map(nodeView);
  if (rows.length === 0) return rows;
  if (context.faults.draw('unknown-enum', code)) {
    const unknown = {
      opCode: UNKNOWN_OP_CODE,
      firstStatusCode: '',
      firstStatusName: '',
      secondaryStatusCode: '',
      secondaryStatusName: '',
    };
    rows = rows.map((row, index) => (index === rows.length - 1 ? { ...row, ...unknown } : row));
  }
  if (context.faults.draw('duplicate-rows', code)) rows = rows.flatMap((row) => [row, row]);
  if (context.faults.draw('reordered-rows', code)) rows = rows.toReversed();
  return rows;
}

/** EXP_RECE_SEARCH_ROUTES: up to ten numbers; nothing found, or a wrong phone, is success with empty routes. */
export const searchRoutes: SfService = {
  code: 'EXP_RECE_SEARCH_ROUTES',
  run(msgData, context) {
    const parsed = Request.safeParse(msgData);
    if (!parsed.success) throw new SfInnerFailure('S0002', '必填参数trackingType或trackingNumber为空');
    const { trackingType, trackingNumber, checkPhoneNo } = parsed.data;
    if (trackingNumber.length > MAX_NUMBERS) throw new SfInnerFailure('S0002', '单号不能超过10个');
    const routeResps = trackingNumber.map((number) => {
      const order =
        trackingType === 2
          ? context.orders.get(number)
          : context.orders.get(context.books.waybillByNumber(number)?.orderId ?? '');
      // Our own order ids need no phone; waybill numbers do.
      const visible = order && (trackingType === 2 || knowsPhone(order, checkPhoneNo)) ? order : undefined;
      const mailNo = trackingType === 2 ? (order?.waybillNumbers[0] ?? '') : number;
      return { mailNo, routes: routesOf(visible, this.code, context) };
    });
    return { routeResps };
  },
};

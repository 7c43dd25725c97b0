import type { SfRouteNode } from './sf-order.ts';

/** Steps of a parcel's way that the reference maps (B1, track mapping). */
export type RouteStep = 'picked-up' | 'in-transit' | 'out-for-delivery' | 'delivered' | 'exception' | 'returning';

type Preset = readonly [
  opCode: string,
  firstCode: string,
  firstName: string,
  secondCode: string,
  secondName: string,
  remark: string,
];

const PRESETS: Readonly<Record<RouteStep, Preset>> = {
  'picked-up': ['50', '1', '已揽收', '101', '已揽收', '顺丰速运 已收取快件'],
  'in-transit': ['30', '2', '运输中', '201', '运输中', '快件在【中转场】完成分拣,准备发往下一站'],
  'out-for-delivery': ['44', '3', '派送中', '301', '派送中', '快件交给快递员,正在派送途中'],
  delivered: ['80', '4', '已签收', '401', '已签收', '已签收,感谢使用顺丰'],
  exception: ['33', '', '', '', '', '派件不成功,收件人不在'],
  returning: ['99', '13', '退回中', '1301', '退回中', '应客户要求,快件正在退回'],
};

/** A scan of one step, with the codes that the reference lists for it. */
export function routeNode(step: RouteStep, acceptAtMs: number, acceptAddress: string): SfRouteNode {
  const [opCode, firstStatusCode, firstStatusName, secondaryStatusCode, secondaryStatusName, remark] = PRESETS[step];
  return {
    acceptAtMs,
    acceptAddress,
    remark,
    opCode,
    firstStatusCode,
    firstStatusName,
    secondaryStatusCode,
    secondaryStatusName,
  };
}

import { createHash } from 'node:crypto';
import { contactOf } from './sf-order.ts';
import type { SfOrder } from './sf-order.ts';

/** Products by expressTypeId: code in the label's QR, name on the label. */
const PRODUCTS: Readonly<Record<number, readonly [code: string, name: string]>> = {
  1: ['T4', '顺丰特快'],
  2: ['T6', '顺丰标快'],
};

const stable = (text: string): number => createHash('md5').update(text, 'utf8').digest().readUInt32BE(0);
const letter = (value: number): string => String.fromCharCode(65 + (value % 26));

/**
 * What a label needs to be sorted by. Members as published clients of the service list them; values follow their
 * examples ("020W-F0-CK", codingMapping "K35", MMM={k1 transfer, k2 depot, k3 team, k4 product, k5 number, k6 AB flag,
 * k7 check code}). The same address always gets the same depot, as in life.
 */
export function routeLabelData(order: SfOrder, waybillNo: string): Readonly<Record<string, string | null>> {
  const receiver = contactOf(order.request, 2);
  const sender = contactOf(order.request, 1);
  const place = stable(`${receiver?.city ?? ''}${receiver?.county ?? ''}${receiver?.address ?? ''}`);
  const depot = `${letter(place)}${letter(place >>> 8)}`;
  const team = String(place % 40).padStart(3, '0');
  const transfer = `${order.destCode}W`;
  const [proCode, proName] = PRODUCTS[order.request.expressTypeId] ?? PRODUCTS[1] ?? ['T4', '顺丰特快'];
  const checkCode = createHash('md5').update(waybillNo).digest('hex').slice(0, 8);
  return {
    waybillNo,
    sourceTransferCode: '',
    sourceCityCode: order.originCode,
    sourceDeptCode: `${order.originCode}${letter(stable(sender?.address ?? ''))}A`,
    sourceTeamCode: '',
    destCityCode: order.destCode,
    destDeptCode: `${order.destCode}${depot}`,
    destDeptCodeMapping: '',
    destTeamCode: team,
    destTeamCodeMapping: '',
    destTransferCode: transfer,
    destRouteLabel: `${transfer}-${depot}-${team}`,
    proName,
    cargoTypeCode: 'C201',
    limitTypeCode: proCode,
    expressTypeCode: 'B1',
    codingMapping: `${letter(place >>> 16)}${String(place % 90).padStart(2, '0')}`,
    codingMappingOut: '',
    xbFlag: '0',
    printFlag: '000000000',
    twoDimensionCode: `MMM={'k1':'${transfer}','k2':'${order.destCode}${depot}','k3':'${team}','k4':'${proCode}','k5':'${waybillNo}','k6':'','k7':'${checkCode}'}`,
    proCode,
    printIcon: '00000000',
    abFlag: '',
    destPortCode: '',
    destCountry: '',
    destPostCode: '',
    goodsValueTotal: '',
    currencySymbol: '',
    cusBatch: '',
    goodsNumber: '',
    errMsg: '',
    checkCode,
    proIcon: '',
    fileIcon: '',
    fbaIcon: '',
    icsmIcon: '',
    destGisDeptCode: `${order.destCode}${depot}`,
    newIcon: null,
  };
}

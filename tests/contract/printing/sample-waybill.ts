import type { SfWaybill } from '#main/documents/layout/templates/sf-waybill-100x150.ts';

/** A waybill with a long Chinese address and goods titles as shops write them. */
export const SAMPLE_WAYBILL: SfWaybill = {
  trackingNumber: 'SF1040275268927',
  serviceName: '顺丰标快',
  routeLabel: '571W-AB-012',
  sortingCode: 'A12',
  twoDimensionCode: "MMM={'k1':'571W','k2':'571WAB','k3':'','k4':'T4','k5':'SF1040275268927','k6':'','k7':'a1b2c3d4'}",
  recipient: {
    name: '欧阳娜娜',
    phone: '13812345678',
    address: '浙江省杭州市余杭区仓前街道文一西路969号西溪园区三期5号楼8层前台（请勿放快递柜，送货上门）',
  },
  sender: { name: '打包台旗舰店', phone: '021-61234567', address: '上海市浦东新区张江镇碧波路690号3幢102-2室' },
  orderNumber: '3847562910384756291',
  goods: [
    { name: '手冲咖啡壶 细口 600ml 哑光黑 🎁 限量礼盒装（含滤纸100张）', quantity: 2 },
    { name: 'Ceramic dripper V60-02, white', quantity: 1 },
  ],
  weightG: 1234,
  parcelIndex: 1,
  parcelCount: 1,
  printedAt: '2026-11-22 10:15',
  remark: '易碎品，轻拿轻放',
};

/** The same parcel abroad: long English and Thai address, no two-dimensional code. */
export const SAMPLE_WAYBILL_ABROAD: SfWaybill = {
  ...SAMPLE_WAYBILL,
  trackingNumber: 'SF1040275268936',
  serviceName: 'International Standard Express',
  routeLabel: 'BKK-7',
  twoDimensionCode: '',
  recipient: {
    name: 'สมชาย ใจดี Somchai Jaidee',
    phone: '+66 81 234 5678',
    address:
      'Thailand 10330 Bangkok, Pathum Wan District, 999/9 Rama I Road, The Offices at CentralWorld, 27th Floor, Unit 2704 ถนนพระราม 1 เขตปทุมวัน กรุงเทพมหานคร',
  },
};

import type { z } from 'zod';
import type { OrderDetail } from '#shared/contract/orders.ts';
import { OrderId, OrderLineId, ShopId } from '#shared/model/ids.ts';
import type { DisplayStatus, OrderLine } from '#shared/model/order.ts';

export const NOW = Date.UTC(2026, 10, 22, 6, 30);
export const TAOBAO = ShopId.parse('shop-taobao');
export const SHOPIFY = ShopId.parse('shop-shopify');

const GOODS = [
  {
    code: 'TEA-LJ-250',
    title: '西湖龙井 明前特级 250g 罐装',
    en: 'Longjing green tea, 250 g tin',
    variant: '250g',
    barcode: '6901234567892',
    weightG: 312,
    price: 12800,
    location: 'A-01-3',
  },
  {
    code: 'CUP-JZ-350',
    title: '景德镇青花瓷盖杯',
    en: 'Jingdezhen lidded cup, 350 ml',
    variant: '青花 / 350ml',
    barcode: '6909876543215',
    weightG: 486,
    price: 8900,
    location: 'A-04-1',
  },
  {
    code: 'SCARF-SILK-R',
    title: '真丝长巾 手工卷边',
    en: 'Silk scarf, hand rolled',
    variant: '朱砂红',
    barcode: '6935123456784',
    weightG: 96,
    price: 26900,
    location: 'B-02-2',
  },
  {
    code: 'FAN-BAMBOO',
    title: '湘妃竹折扇',
    en: 'Bamboo folding fan',
    variant: '7寸',
    barcode: '6920111122226',
    weightG: 74,
    price: 5600,
    location: 'B-07-4',
  },
  {
    code: 'INK-SET-4',
    title: '文房四宝礼盒',
    en: 'Calligraphy gift set',
    variant: '四件套',
    barcode: '6955000011113',
    weightG: 1240,
    price: 19900,
    location: 'C-01-1',
  },
] as const;

const PEOPLE = ['张*', '王*芳', 'S*** L**', '李*', 'J*** M******', '陈*明', 'A** K*****', '赵*'] as const;
const PLACES = [
  '浙江 杭州 西湖区',
  '上海 浦东新区',
  'Austin, TX, US',
  '北京 朝阳区',
  'Lyon, FR',
  '广东 深圳 南山区',
  'Sydney, NSW, AU',
  '四川 成都 武侯区',
] as const;
const STATUSES: readonly DisplayStatus[] = [
  'ready_to_pack',
  'ready_to_pack',
  'on_hold',
  'shipped',
  'shipped',
  'labelled',
  'awaiting_payment',
  'refunding',
  'ready_to_pack',
  'completed',
  'cancelled',
  'packing',
];

export const STOCK = GOODS.map((item, index) => ({
  skuId: `sku-${index}`,
  code: item.code,
  title: item.title,
  barcodes: [item.barcode],
  weightG: item.weightG,
  location: item.location,
  onHand: 120 - index * 28,
  reserved: 6 + index,
  available: 114 - index * 29,
}));

function lineOf(orderIndex: number, position: number): z.infer<typeof OrderLine> {
  const item = GOODS[(orderIndex + position * 2) % GOODS.length] ?? GOODS[0];
  const quantity = 1 + ((orderIndex + position) % 3);
  return {
    id: OrderLineId.parse(`line-${orderIndex}-${position}`),
    externalLineId: `${orderIndex}${position}`,
    skuCode: item.code,
    skuId: `sku-${GOODS.indexOf(item)}`,
    title: orderIndex % 3 === 1 ? item.en : item.title,
    variant: item.variant,
    quantity,
    unitPriceMinor: item.price,
    paidMinor: item.price * quantity,
    refundState: 'none',
    reservedQuantity: quantity,
    packedQuantity: 0,
    weightG: item.weightG,
    barcodes: [item.barcode],
  };
}

export function makeOrder(index: number): OrderDetail {
  const shopify = index % 3 === 1;
  const status = STATUSES[index % STATUSES.length] ?? 'ready_to_pack';
  const lines = Array.from({ length: 1 + (index % 3) }, (_, position) => lineOf(index, position));
  const placedAtMs = NOW - index * 7 * 60_000;
  const shipped = status === 'shipped' || status === 'labelled' || status === 'completed';
  const person = PEOPLE[index % PEOPLE.length] ?? '';
  const place = PLACES[index % PLACES.length] ?? '';
  return {
    id: OrderId.parse(`order-${index}`),
    shopId: shopify ? SHOPIFY : TAOBAO,
    shopName: shopify ? 'Hangzhou Teahouse (Shopify)' : '西湖茶舍旗舰店',
    channelId: shopify ? 'shopify' : 'taobao',
    externalNumber: shopify ? `gid://shopify/Order/${10480 - index}` : `${3984512076512345 - index * 7919}`,
    displayNumber: shopify ? `#${10480 - index}` : `${3984512076512345 - index * 7919}`,
    payment: status === 'awaiting_payment' ? 'awaited' : 'paid',
    fulfilment: shipped ? 'shipped' : 'reserved',
    afterSales: status === 'refunding' ? 'requested' : 'none',
    status,
    holds: status === 'on_hold' ? ['address'] : [],
    currency: shopify ? 'USD' : 'CNY',
    totalMinor: lines.reduce((sum, line) => sum + line.paidMinor, 1200),
    lineCount: lines.length,
    unitCount: lines.reduce((sum, line) => sum + line.quantity, 0),
    recipientSealed: false,
    recipientMasked: `${person} / 138****${1000 + (index % 9000)}`,
    destination: place,
    placedAtMs,
    paidAtMs: status === 'awaiting_payment' ? null : placedAtMs + 30_000,
    updatedAtMs: placedAtMs + 45_000,
    trackingNumber: shipped ? `SF${1400000000000 + index}` : null,
    buyerNote: index % 5 === 0 ? '请用礼品纸包装，谢谢！' : '',
    sellerNote: '',
    flags: index % 7 === 0 ? ['urgent'] : [],
    platformStatus: shopify ? 'UNFULFILLED' : 'WAIT_SELLER_SEND_GOODS',
    shippingFeeMinor: 1200,
    amounts: null,
    lines,
    holdDetails:
      status === 'on_hold'
        ? [
            {
              kind: 'address',
              reasonCode: 'ERR_ORDER_ADDRESS_INCOMPLETE',
              data: { field: 'district' },
              placedAtMs: placedAtMs + 60_000,
              placedBy: 'system',
            },
          ]
        : [],
    recipient: {
      name: person,
      phone: `138****${1000 + (index % 9000)}`,
      country: shopify ? 'US' : 'CN',
      province: place.split(' ')[0] ?? '',
      city: place.split(' ')[1] ?? '',
      district: '',
      town: '',
      street: '***',
      postcode: '',
      isMasked: !shopify,
    },
    recipientEntered: false,
    erasedAtMs: null,
    externalIds: [
      { kind: 'order', value: `${index}` },
      { kind: 'payment', value: `2026112222001${index}` },
    ],
    shipments: [],
    printJobs: [],
    cases: [],
    because: null,
  };
}

export const ORDERS = Array.from({ length: 2400 }, (_, index) => makeOrder(index));

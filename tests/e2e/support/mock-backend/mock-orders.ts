import { implement } from '@orpc/server';
import { contract } from '#shared/contract/index.ts';
import type { PrintJobView } from '#shared/contract/print-jobs.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { OrderEvent } from '#shared/model/order.ts';
import { NOW, ORDERS } from './mock-data.ts';
import { drawLabel } from './mock-label.ts';
import { publish } from './mock-live.ts';
import { mockQueues } from './mock-queues.ts';
import * as packing from './mock-packing.ts';

const os = implement(contract);

function orderOf(id: string) {
  const order = ORDERS.find((candidate) => candidate.id === id);
  if (!order) throw new AppError('ERR_ORDER_UNKNOWN');
  return order;
}

function jobOf(id: string): PrintJobView {
  const job = packing.printJobs.find((candidate) => candidate.id === id);
  if (!job) throw new AppError('ERR_PRINT_JOB_UNKNOWN');
  return job;
}

function countBy(key: (order: (typeof ORDERS)[number]) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const order of ORDERS) counts[key(order)] = (counts[key(order)] ?? 0) + 1;
  return counts;
}

const STORY: readonly (readonly [string, OrderEvent['actorKind'], string, Record<string, unknown>])[] = [
  ['order.received', 'channel', '西湖茶舍旗舰店', { source: 'poll', units: 3 }],
  ['order.paid', 'channel', '西湖茶舍旗舰店', { amountMinor: 26800, currency: 'CNY' }],
  ['stock.reserved', 'system', 'system', { units: 3, warehouse: 'main' }],
  ['hold.placed', 'system', 'system', { kind: 'address', reasonCode: 'ERR_ORDER_ADDRESS_INCOMPLETE' }],
  ['hold.released', 'operator', 'Maria', { kind: 'address', reason: '已与买家电话确认' }],
  ['packing.opened', 'operator', '周师傅', { station: 'station-1', parcel: 1 }],
  ['packing.item_refused', 'operator', '周师傅', { sku: 'FAN-BAMBOO', code: '6920111122226' }],
  ['packing.items_complete', 'operator', '周师傅', { units: 3 }],
  ['packing.weighed', 'operator', '周师傅', { grams: 986, expectedG: 984, source: 'scale' }],
  ['waybill.issued', 'carrier', 'SF Express', { trackingNumber: 'SF1400000000123' }],
  ['label.printed', 'device', 'TSC TE210', { proof: 'inferred', bytes: 120105 }],
  ['shipment.confirmed', 'channel', '西湖茶舍旗舰店', { trackingNumber: 'SF1400000000123' }],
];

export const mockOrders = {
  orders: {
    list: os.orders.list.handler(({ input }) => {
      const found = ORDERS.filter(
        (order) =>
          (!input.status || order.status === input.status) &&
          (!input.shopId || order.shopId === input.shopId) &&
          (!input.text || JSON.stringify(order).toLowerCase().includes(input.text.toLowerCase())),
      );
      const from = Number(input.after ?? 0);
      return {
        items: found.slice(from, from + input.limit),
        next: from + input.limit < found.length ? String(from + input.limit) : null,
      };
    }),
    counts: os.orders.counts.handler(() => ({
      byStatus: countBy((order) => order.status),
      byShop: countBy((order) => order.shopId),
      total: ORDERS.length,
    })),
    get: os.orders.get.handler(({ input }) => ({
      ...orderOf(input.id),
      because: {
        seq: 4,
        atMs: NOW - 240_000,
        type: 'hold.placed',
        actorKind: 'system',
        actorName: 'system',
        source: 'rule',
        rule: 'address.complete',
        traceId: 't-1',
        data: { kind: 'address' },
        hash: 'ab12',
      },
      printJobs: packing.printJobs.filter((job) => job.orderId === input.id),
    })),
    find: os.orders.find.handler(({ input }) => ({
      matches: ORDERS.filter((order) => order.displayNumber.includes(input.number))
        .slice(0, 6)
        .map((order) => ({ kind: 'order', order })),
    })),
    timeline: os.orders.timeline.handler(({ input }) => ({
      chainIntact: true,
      rush: null,
      events: STORY.map(([type, actorKind, actorName, data], index) => ({
        seq: index + 1,
        atMs: orderOf(input.id).placedAtMs + index * 94_000,
        type,
        actorKind,
        actorName,
        source: actorKind === 'operator' ? 'window:station-1' : 'poll',
        rule: null,
        traceId: `trace-${index}`,
        data,
        hash: `${index}f3ac9be1`,
      })),
    })),
    rawMessages: os.orders.rawMessages.handler(() => ({
      messages: [
        {
          id: 'm1',
          source: 'poll',
          topic: 'taobao.trade.fullinfo.get',
          receivedAtMs: NOW - 900_000,
          signature: 'none',
          state: 'applied',
          sha256: '9f2c…',
          seenCount: 3,
          text: JSON.stringify(
            { trade_fullinfo_get_response: { trade: { tid: 3984512076512345, status: 'WAIT_SELLER_SEND_GOODS' } } },
            null,
            2,
          ),
        },
      ],
    })),
    erasePersonalData: os.orders.erasePersonalData.handler(({ input }) => ({ ...orderOf(input.id), erasedAtMs: NOW })),
    reveal: os.orders.reveal.handler(() => ({
      name: '张伟',
      phone: '13800005678',
      country: 'CN',
      province: '浙江省',
      city: '杭州市',
      district: '西湖区',
      town: '',
      street: '文三路 259 号 A 座 1203',
      postcode: '310012',
      isMasked: false,
    })),
    enterRecipient: os.orders.enterRecipient.handler(({ input: { id, ...entered } }) => {
      const order = orderOf(id);
      return Object.assign(order, {
        recipientSealed: false,
        recipientEntered: true,
        recipient: { ...order.recipient, ...entered, isMasked: false },
      });
    }),
    releaseHold: os.orders.releaseHold.handler(({ input }) =>
      Object.assign(orderOf(input.id), { holdDetails: [], holds: [], status: 'ready_to_pack' }),
    ),
    placeHold: os.orders.placeHold.handler(({ input }) => orderOf(input.id)),
    settleParcel: os.orders.settleParcel.handler(({ input }) => orderOf(input.id)),
    refresh: os.orders.refresh.handler(({ input }) => orderOf(input.id)),
    fetchNumbers: os.orders.fetchNumbers.handler(({ input }) => ({
      results: input.numbers.map((number, index) => ({
        number,
        outcome: index % 2 === 0 ? ('applied' as const) : ('unknown' as const),
        orderId: null,
        problem: null,
      })),
    })),
  },
  printing: {
    ...mockQueues,
    jobs: os.printing.jobs.handler(() => ({ jobs: packing.printJobs })),
    history: os.printing.history.handler(() => ({ jobs: packing.printJobs, next: null })),
    preview: os.printing.preview.handler(({ input }) => ({
      pngBase64: drawLabel(jobOf(input.id).trackingNumber ?? '', '张*'),
    })),
    decide: os.printing.decide.handler(({ input }) => {
      const job = Object.assign(jobOf(input.id), {
        state: input.decision === 'void' ? 'voided' : 'printed',
        proof: 'operator',
        problem: null,
      });
      packing.decided(job);
      publish('packing');
      return job;
    }),
    reprint: os.printing.reprint.handler(({ input }) => ({ ...jobOf(input.id), printNumber: 2, reason: input.reason })),
    printPickSlip: os.printing.printPickSlip.handler(() => {
      throw new AppError('ERR_PRINTER_NONE');
    }),
    printCommandSheet: os.printing.printCommandSheet.handler(() => {
      throw new AppError('ERR_PRINTER_NONE');
    }),
    printTest: os.printing.printTest.handler(() => {
      throw new AppError('ERR_PRINTER_PAPER_OUT', { device: 'TSC TE210' });
    }),
  },
  packing: {
    state: os.packing.state.handler(() => packing.packingState()),
    waiting: os.packing.waiting.handler(({ input }) => ({
      items: ORDERS.filter((order) => order.status === 'ready_to_pack').slice(0, input.limit),
    })),
    scan: os.packing.scan.handler(({ input }) => packing.scan(input.code)),
    unscan: os.packing.unscan.handler(({ input }) => packing.unscan(input.lineId)),
    weight: os.packing.weight.handler(() => packing.liveWeight()),
    weigh: os.packing.weigh.handler(() => packing.takeWeight(packing.scaleGrams(), 'scale', false)),
    weighManually: os.packing.weighManually.handler(({ input }) =>
      packing.takeWeight(input.grams, 'manual', input.overrideTolerance),
    ),
    finish: os.packing.finish.handler(() => packing.finish()),
    resolveWaybill: os.packing.resolveWaybill.handler(() => packing.packingState()),
    cancel: os.packing.cancel.handler(() => packing.clear()),
    partial: os.packing.partial.handler(() => packing.packingState()),
    choosePackaging: os.packing.choosePackaging.handler(() => packing.packingState()),
    hold: os.packing.hold.handler(() => packing.clear()),
    next: os.packing.next.handler(() => packing.clear()),
    open: os.packing.open.handler(({ input }) => packing.openOrder(orderOf(input.orderId), input.orderId)),
  },
};
Object.assign(window, { mockPrintOutcome: packing.setOutcome, mockScale: packing.setScale });

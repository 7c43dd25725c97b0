import { drawLabel } from '#main/documents/draw-label.ts';
import { renderLabel } from '#main/documents/labels/render-label.ts';
import type { LabelData, LabelLayout } from '#shared/model/label-layout.ts';
import { sfWaybill100x150, sfWaybillData } from '#main/documents/layout/templates/sf-waybill-100x150.ts';
import { createOrderGenerator } from '#main/simulators/kit/order-generator.ts';
import { createSeededRandom } from '#main/simulators/kit/seeded-random.ts';
import { benchRow, timedRow } from '../harness/bench-row.ts';
import type { BenchRow } from '../harness/bench-row.ts';
import { spreadOf } from '../harness/percentile.ts';
import { timeAsync, timeCall } from '../harness/stopwatch.ts';

const WARM_UP = 5;
const LABELS = 150;
/** 203 dpi. */
const DOTS_PER_MM = 8;

/** The waybill on the taller stock: the same fields over 100 x 180 mm, 30 mm more to set and to send. */
const WAYBILL_100X180: LabelLayout = { ...sfWaybill100x150, heightMm: 180 };

/** One label after another on this thread, fonts loaded: layout and bitmap; and beside it with its barcodes read back. */
export async function benchRaster(seed: number): Promise<BenchRow[]> {
  const labels = waybills(seed, WARM_UP + LABELS);
  const raster: number[] = [];
  const verified: number[] = [];
  for (const data of labels) {
    raster.push(timeCall(() => renderLabel(WAYBILL_100X180, data, DOTS_PER_MM)));
    verified.push(await timeAsync(() => drawLabel({ template: sfWaybill100x150.id, data, dotsPerMm: DOTS_PER_MM })));
  }
  const samples = spreadOf(verified.slice(WARM_UP));
  return [
    timedRow('label/layout-and-raster', 'ms median', 25, raster.slice(WARM_UP)),
    benchRow({ path: 'label/with-readback', measured: samples.median, unit: 'ms median', budget: null, samples }),
  ];
}

function waybills(seed: number, count: number): LabelData[] {
  const random = createSeededRandom(seed).fork('labels');
  const orders = createOrderGenerator(random);
  return Array.from({ length: count }, (_, index) => {
    const { buyer, place, doorText, lines } = orders.next();
    const trackingNumber = `SF${1_040_275_268_000 + index}`;
    return sfWaybillData({
      trackingNumber,
      serviceName: '顺丰标快',
      routeLabel: '571W-AB',
      sortingCode: 'S1',
      twoDimensionCode: `MMM={'k1':'571W','k2':'571AB','k3':'','k4':'T6','k5':'${trackingNumber}','k6':'','k7':'1a2b3c4d'}`,
      recipient: {
        name: buyer.name,
        phone: buyer.phone,
        address: `${place.province}${place.city}${place.district}${place.street}${doorText}`,
      },
      sender: { name: '打包台', phone: '13800000000', address: '浙江省杭州市余杭区仓库路 1 号' },
      orderNumber: random.digits(19),
      goods: lines.map((line) => ({ name: `${line.good.title} ${line.good.variant}`, quantity: line.quantity })),
      weightG: random.integer(100, 5_000),
      parcelIndex: 1,
      parcelCount: 1,
      printedAt: '2026-11-22 14:00',
      remark: '',
    });
  });
}

import type { CliHost } from '#main/app/cli/cli-host.ts';
import type { DemoEvidence, StoredOrder } from '#main/app/cli/demo/demo-evidence.ts';
import type { Invariant } from '#main/app/cli/demo/invariants/invariant.ts';
import type { Incident, PackedDemo } from '#main/app/cli/demo/pack-demo.ts';
import type { DemoRunOptions } from '#main/app/cli/demo/run-demo.ts';
import type { DemoWorld } from '#main/app/demo-world.ts';
import type { Services } from '#main/app/services.ts';

/** What `summary.json` holds. Times are UTC milliseconds; null where the step did not happen. */
export interface DemoSummary {
  readonly ok: boolean;
  readonly version: string;
  readonly seed: number;
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  readonly devices: {
    readonly printer: string;
    readonly scale: string;
    readonly scanner: string;
    readonly benches: number;
  };
  readonly totals: DemoTotals;
  readonly invariants: readonly Invariant[];
  readonly incidents: readonly Incident[];
  readonly mistakes: DemoEvidence['mistakes'];
  readonly orders: readonly OrderSummaryLine[];
}

export interface DemoTotals {
  readonly orders: number;
  readonly byStatus: Readonly<Record<string, number>>;
  readonly paidInBooks: number;
  readonly shipped: number;
  readonly labels: number;
  readonly halfLabels: number;
  readonly reprints: number;
  readonly waybillsInBooks: number;
  readonly mistakesRefused: number;
  readonly pushesSent: number;
  readonly parkedMessages: number;
  readonly parkedJobs: number;
  readonly printerBytes: number;
  readonly packingMs: number;
  readonly labelsPerMinute: number;
}

export interface OrderSummaryLine {
  readonly externalNumber: string;
  readonly displayNumber: string;
  readonly shop: string;
  readonly status: string;
  readonly holds: readonly string[];
  readonly waybill: string | null;
  readonly labelFile: string | null;
  readonly printerFile: string | null;
  /** Read back from the dots on the paper. */
  readonly barcode: string | null;
  readonly grams: number | null;
  readonly expectedGrams: number | null;
  readonly receivedAtMs: number | null;
  readonly openedAtMs: number | null;
  readonly itemsCompleteAtMs: number | null;
  readonly weighedAtMs: number | null;
  readonly packedAtMs: number | null;
  readonly waybillIssuedAtMs: number | null;
  readonly labelSentAtMs: number | null;
  readonly labelPrintedAtMs: number | null;
  readonly confirmedAtMs: number | null;
}

interface SummaryParts {
  readonly options: DemoRunOptions;
  readonly host: CliHost;
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  readonly services: Services;
  readonly world: DemoWorld;
  readonly packed: PackedDemo;
  readonly evidence: DemoEvidence;
  readonly invariants: readonly Invariant[];
}

export function summarise(parts: SummaryParts): DemoSummary {
  const { options, world, packed, evidence, invariants } = parts;
  const shopNames = new Map(evidence.shops.map((shop) => [shop.shopId, shop.name]));
  const cable = (device: object | null): string =>
    device ? 'serial over a pseudo-terminal' : 'typed in: no pseudo-terminals';
  return {
    ok: invariants.every((invariant) => invariant.ok),
    version: parts.host.appVersion,
    seed: options.seed,
    startedAtMs: parts.startedAtMs,
    endedAtMs: parts.endedAtMs,
    devices: {
      printer: 'TSPL over TCP',
      scale: cable(world.scale),
      scanner: cable(world.scanner),
      benches: options.benches,
    },
    totals: totalsOf(parts),
    invariants,
    incidents: packed.incidents,
    mistakes: evidence.mistakes,
    orders: evidence.orders.map((order) => orderLine(order, shopNames.get(order.shopId) ?? order.shopId, evidence)),
  };
}

function totalsOf({ services, world, packed, evidence }: SummaryParts): DemoTotals {
  const { orders, printed, shops, mistakes } = evidence;
  const byStatus: Record<string, number> = {};
  for (const { status } of orders) byStatus[status] = (byStatus[status] ?? 0) + 1;
  const labels = printed.filter((label) => label.isComplete).length;
  const prints = orders.flatMap((order) => order.parcels.flatMap((parcel) => parcel.prints));
  const count = (sql: string): number => services.context.read.pluck<[], number>(sql).get() ?? 0;
  return {
    orders: orders.length,
    byStatus,
    paidInBooks: shops.reduce((sum, shop) => sum + shop.paid.length, 0),
    shipped: orders.filter((order) => order.fulfilment === 'shipped').length,
    labels,
    halfLabels: printed.length - labels,
    reprints: prints.filter(({ printNumber }) => printNumber > 1).length,
    waybillsInBooks: world.sfExpress.books.totalNumbersIssued(),
    mistakesRefused: mistakes.filter(({ refusedWith }) => refusedWith !== null).length,
    pushesSent: [world.taobao, world.shopify].reduce((sum, { books }) => sum + books.pushes().length, 0),
    parkedMessages: count("SELECT COUNT(*) FROM raw_messages WHERE state = 'parked'"),
    parkedJobs: count("SELECT COUNT(*) FROM jobs WHERE state = 'parked'"),
    printerBytes: world.printer.receivedBytes,
    packingMs: packed.packingMs,
    labelsPerMinute: Math.round((labels / packed.packingMs) * 600_000) / 10,
  };
}

function orderLine(order: StoredOrder, shop: string, { printed }: DemoEvidence): OrderSummaryLine {
  const parcel = order.parcels.findLast(({ state }) => state !== 'cancelled');
  const waybill = parcel?.waybills.find(({ state }) => state === 'issued')?.trackingNumber ?? null;
  const paper = waybill === null ? undefined : printed.find((label) => label.isComplete && label.barcode === waybill);
  const at = (type: string): number | null => order.eventAtMs[type] ?? null;
  return {
    externalNumber: order.externalNumber,
    displayNumber: order.displayNumber,
    shop,
    status: order.status,
    holds: order.holds,
    waybill,
    labelFile: paper?.pngFile ?? null,
    printerFile: paper?.bytesFile ?? null,
    barcode: paper?.barcode ?? null,
    grams: parcel?.weightG ?? null,
    expectedGrams: parcel?.expectedG ?? null,
    receivedAtMs: at('order.received'),
    openedAtMs: at('packing.opened'),
    itemsCompleteAtMs: at('packing.items_complete'),
    weighedAtMs: at('packing.weighed'),
    packedAtMs: at('packing.packed'),
    waybillIssuedAtMs: at('waybill.issued'),
    labelSentAtMs: at('label.sending'),
    labelPrintedAtMs: at('label.printed'),
    confirmedAtMs: at('shipment.confirmed'),
  };
}

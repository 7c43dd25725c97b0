import type { SeededRandom } from '#main/simulators/kit/seeded-random.ts';
import { demoCatalogue } from '#main/simulators/kit/demo-catalogue.ts';
import type { DemoGood } from '#main/simulators/kit/demo-catalogue.ts';
import type { Mistake } from '#main/app/cli/demo/demo-evidence.ts';
import type { Bench } from '#main/app/cli/demo/equip-benches.ts';
import type { LabelCollector } from '#main/app/cli/demo/label-collector.ts';
import { createPackerHands } from '#main/app/cli/demo/packer-hands.ts';
import type { ScanWatch } from '#main/app/cli/demo/scan-watch.ts';
import type { Services } from '#main/app/services.ts';
import { finishParcel } from '#main/usecases/packing/finish-parcel.ts';
import { cancelParcel, nextParcel } from '#main/usecases/packing/leave-parcel.ts';
import type { PackingState } from '#shared/contract/packing.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** Left as it stood: refused by the station, with the code that the packer saw. */
export type PackOutcome = { readonly kind: 'packed' } | { readonly kind: 'put_back'; readonly code: string };

export interface PackerParts {
  readonly services: Services;
  readonly bench: Bench;
  readonly watch: ScanWatch;
  readonly random: SeededRandom;
  readonly labels: LabelCollector;
  readonly onMistake: (mistake: Mistake) => void;
  readonly onIncident: (what: string, orderNumber: string) => void;
  /** All items are in the box: the moment at which customers change their minds. */
  readonly onBoxFilled: (orderNumber: string) => Promise<void>;
}

export interface Packer {
  pack(orderNumber: string): Promise<PackOutcome>;
}

/** Shares of parcels at which a packer goes wrong, or looks twice. */
const WRONG_ITEM = 0.12;
const SURPLUS_ITEM = 0.06;
const WRONG_WEIGHT = 0.05;
const SCANS_LABEL = 0.25;

/** A forgotten bottle, in grams: more than any tolerance of the demo's goods. */
const FORGOTTEN_G = 900;
/** Fingers, tape and air bubbles. */
const NOISE_G = 6;
const MOST_CLICKS = 6;

/** One person at one table, from the scan of the order to the label on the box. Every act goes through the product's use cases. */
export function createPacker(parts: PackerParts): Packer {
  const { services, bench, random, labels } = parts;
  const hands = createPackerHands(parts);
  const { stationId } = bench;

  async function pack(orderNumber: string): Promise<PackOutcome> {
    try {
      const refused = await fill(orderNumber);
      if (refused) return await putBack(refused);
      await parts.onBoxFilled(orderNumber);
      await weigh(orderNumber);
      await label(orderNumber);
      return { kind: 'packed' };
    } catch (error) {
      if (error instanceof AppError) return putBack(error.code);
      throw error;
    }
  }

  /** @returns the code of what stood in the way, or null when everything is in the box */
  async function fill(orderNumber: string): Promise<string | null> {
    const opened = await hands.scan(orderNumber);
    if (opened.verdict !== 'order_opened') return opened.problem?.code ?? opened.verdict;
    const { lines } = hands.view();
    if (random.chance(WRONG_ITEM)) await scanWrongly('wrong_item', orderNumber, strangerTo(lines).gtin13);
    for (const line of lines) {
      for (let unit = line.scannedQuantity; unit < line.dueQuantity; unit += 1) {
        const scanned = await hands.scan(line.barcodes[0] ?? line.skuCode);
        if (scanned.problem) return scanned.problem.code;
      }
    }
    const last = lines.findLast((line) => line.dueQuantity > 0);
    if (last && random.chance(SURPLUS_ITEM))
      await scanWrongly('surplus_item', orderNumber, last.barcodes[0] ?? last.skuCode);
    return null;
  }

  async function scanWrongly(kind: 'wrong_item' | 'surplus_item', orderNumber: string, code: string): Promise<void> {
    const { verdict, problem } = await hands.scan(code);
    const refusedWith = verdict === 'refused' ? (problem?.code ?? verdict) : null;
    parts.onMistake({ kind, orderNumber, stationId, what: code, refusedWith });
  }

  function strangerTo(lines: PackingState['lines']): DemoGood {
    const inside = new Set(lines.map((line) => line.skuCode));
    return random.pick(demoCatalogue().filter((good) => !inside.has(good.code)));
  }

  async function weigh(orderNumber: string): Promise<void> {
    const expectedG = hands.view().expectedG ?? 0;
    if (random.chance(WRONG_WEIGHT)) await weighWrongly(orderNumber, expectedG + FORGOTTEN_G);
    await hands.weigh(expectedG + random.integer(-NOISE_G, NOISE_G));
  }

  async function weighWrongly(orderNumber: string, grams: number): Promise<void> {
    const refusedWith = await hands.weigh(grams).then(
      () => null,
      (error: unknown) => {
        if (error instanceof AppError && error.code === 'ERR_PACKING_WEIGHT_OUT_OF_TOLERANCE') return error.code;
        throw error;
      },
    );
    parts.onMistake({ kind: 'wrong_weight', orderNumber, stationId, what: `${grams} g`, refusedWith });
  }

  /** Closes the box, takes it to the printer, and looks at what comes out. */
  async function label(orderNumber: string): Promise<void> {
    await close(orderNumber);
    hands.clearPlate();
    const waybill = await hands.waitForLabel((what) => parts.onIncident(what, orderNumber));
    if (waybill !== null && random.chance(SCANS_LABEL)) await scanLabel(orderNumber, waybill);
    nextParcel(services.context, stationId);
  }

  /** Presses the button again while the carrier does not answer: asking again is how an unknown outcome is settled. */
  async function close(orderNumber: string): Promise<void> {
    for (let click = 1; ; click += 1) {
      const signal = new AbortController().signal;
      const problem = await finishParcel(services.context, services.finish, hands.act, stationId, signal);
      if (!problem) return;
      parts.onIncident(`${problem.code} at click ${click}`, orderNumber);
      if (click >= MOST_CLICKS) throw new AppError(problem.code, problem.data as AppError['data']);
    }
  }

  async function scanLabel(orderNumber: string, waybill: string): Promise<void> {
    const barcode = await labels.barcodeOf(waybill);
    const { verdict } = await hands.scan(barcode ?? 'nothing readable on the label');
    if (verdict !== 'label_confirmed') parts.onIncident(`label scanned, answered ${verdict}`, orderNumber);
  }

  async function putBack(code: string): Promise<PackOutcome> {
    hands.clearPlate();
    if (hands.view().phase !== 'idle') cancelParcel(services.context, hands.act, stationId);
    return { kind: 'put_back', code };
  }

  return { pack };
}

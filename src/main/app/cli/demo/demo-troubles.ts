import { setTimeout as wait } from 'node:timers/promises';
import type { DemoWorld } from '#main/app/demo-world.ts';
import type { Services } from '#main/app/services.ts';
import type { Act } from '#main/usecases/actor.ts';
import { adjustStock, listStock } from '#main/usecases/stock/manage-stock.ts';

/** What goes wrong with machines and networks while the parcels are packed. */
export interface DemoTroubles {
  /** Paper ends in the middle of the next label; somebody puts a new roll in. */
  runOutOfPaper(): void;
  /** The printer resets its connection in the middle of the next label: nobody knows whether it came out. */
  cutPrinterOff(): void;
  /** The carrier takes the next request and its answer is lost. */
  loseCarrierAnswer(): void;
  /** The channel takes the next shipment and its answer is lost; the other channel throttles. */
  loseChannelAnswer(): void;
  /** Of the goods that are wanted most, no unit is left beyond those already promised. */
  emptyShelves(): number;
  /** The lorry comes: what was missing is on the shelf again. */
  restock(): void;
}

/** Halfway down a label of 150 mm. */
const PAPER_ENDS_AT_MM = 70;
const NEW_ROLL_MS = 1_200;
const CUT_AFTER_BYTES = 40_000;
const SILENCE_MS = 150;
const SCARCE_GOODS = 6;
const DELIVERED_UNITS = 200;

export function createDemoTroubles(services: Services, world: DemoWorld, act: Act): DemoTroubles {
  const { context } = services;
  const scarce: string[] = [];
  const setShelf = (skuId: string, onHand: number, reason: string): void =>
    void adjustStock(context, act, services.warehouseId(), { skuId, onHand, reason });

  return {
    runOutOfPaper() {
      const { printer } = world.printer;
      printer.planFault({ block: 'paper_out', atMm: PAPER_ENDS_AT_MM });
      const stop = printer.onLabel((label) => {
        if (label.isComplete) return;
        stop();
        void wait(NEW_ROLL_MS).then(() => printer.loadPaper());
      });
    },
    cutPrinterOff: () => world.printer.closeAfterBytes(CUT_AFTER_BYTES),
    loseCarrierAnswer: () => void world.sfExpress.loseNextCreateAnswer(SILENCE_MS),
    loseChannelAnswer() {
      world.taobao.faults.switchOn({
        kind: 'connection-reset',
        phase: 'after',
        operation: 'taobao.logistics.online.send',
      });
      world.shopify.faults.switchOn({ kind: 'throttle', operation: 'fulfillmentCreate' });
    },
    emptyShelves() {
      const wanted = listStock(context.read, { limit: 500 }).rows.toSorted((a, b) => b.reserved - a.reserved);
      for (const { skuId, reserved } of wanted.slice(0, SCARCE_GOODS)) {
        scarce.push(skuId);
        setShelf(skuId, reserved, 'demo: counted again');
      }
      return scarce.length;
    },
    restock() {
      for (const skuId of scarce.splice(0)) setShelf(skuId, DELIVERED_UNITS, 'demo: delivery');
    },
  };
}

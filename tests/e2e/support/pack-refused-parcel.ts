import type { Page } from '@playwright/test';
import type { TaobaoSimulator } from '#main/simulators/taobao/taobao-simulator.ts';
import { startTaobaoSimulator } from '#main/simulators/taobao/taobao-simulator.ts';
import { OrdersPage } from '#tests/e2e/pages/orders-page.ts';
import { PackingPage } from '#tests/e2e/pages/packing-page.ts';
import type { Shell } from '#tests/e2e/pages/shell.ts';
import { ShopsPage } from '#tests/e2e/pages/shops-page.ts';
import type { Words } from '#tests/e2e/support/words.ts';
import { expect } from '#tests/e2e/support/test.ts';

/** What the channel says of it. */
export const REFUSAL = '店铺已被冻结';

export interface RefusedParcel {
  readonly taobao: TaobaoSimulator;
  readonly tid: string;
  /** From now on the channel takes the shipment. */
  relent(): void;
  /** Leaves the workstation as it was found. */
  close(): Promise<void>;
}

/** Connects a shop and packs its only order, whose shipment the channel refuses until it relents. */
export async function packRefusedParcel(
  { page, shell, words }: { readonly page: Page; readonly shell: Shell; readonly words: Words },
  { shop, seed }: { readonly shop: string; readonly seed: number },
): Promise<RefusedParcel> {
  const taobao = await startTaobaoSimulator({ clearReceiver: true, seed });
  const { tid } = taobao.orders.addOne({ situation: 'paid', lines: [{ code: 'BED-NVY', quantity: 1 }] });
  const refusing = taobao.faults.switchOn({
    kind: 'error-body',
    operation: 'taobao.logistics.online.send',
    times: Number.POSITIVE_INFINITY,
    code: '15',
    subCode: 'isv.shop-frozen',
    message: REFUSAL,
  });
  const shops = new ShopsPage(page, words);
  const packing = new PackingPage(page, words);
  await shell.go('shops');
  await shops.typeTaobao(taobao);
  await shops.connect(shop);
  await shell.go('orders');
  await expect(new OrdersPage(page, words).rows.filter({ hasText: tid })).toBeVisible();
  await packing.begin();
  await packing.fillBox(tid);
  await packing.weigh();
  await packing.expectPhase('done');
  return {
    taobao,
    tid,
    relent: () => refusing.off(),
    async close() {
      await shell.go('shops');
      await shops.switchOff(shop);
      await taobao.close();
    },
  };
}

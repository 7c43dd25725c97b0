import type { DemoEvidence, Mistake, PrintedLabelFile } from '#main/app/cli/demo/demo-evidence.ts';
import { readShopBooks } from '#main/app/cli/demo/read-shop-books.ts';
import { readStockEvidence, readStoredOrders } from '#main/app/cli/demo/read-stored-orders.ts';
import type { DemoWorld } from '#main/app/demo-world.ts';
import type { Services } from '#main/app/services.ts';
import { demoCatalogue } from '#main/simulators/kit/demo-catalogue.ts';

/** Brings together what each side says happened. */
export async function gatherEvidence(
  services: Services,
  world: DemoWorld,
  seen: { readonly printed: readonly PrintedLabelFile[]; readonly mistakes: readonly Mistake[] },
): Promise<DemoEvidence> {
  const { checks } = await services.verify();
  const { tolerance, packagingG } = services.weightPolicy();
  return {
    ...seen,
    checks,
    shops: readShopBooks(services, world),
    waybills: world.sfExpress.books.waybills(),
    orders: readStoredOrders(services.context.read),
    stock: readStockEvidence(services.context.read),
    weighing: {
      tolerance,
      packagingG,
      unitGrams: new Map(demoCatalogue().map(({ code, weightG }) => [code, weightG])),
      hasScale: world.scale !== null,
    },
  };
}

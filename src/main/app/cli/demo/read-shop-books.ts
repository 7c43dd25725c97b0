import type { BookedOrder, ShopBooks } from '#main/app/cli/demo/demo-evidence.ts';
import type { DemoWorld } from '#main/app/demo-world.ts';
import type { Services } from '#main/app/services.ts';
import { listShops } from '#main/usecases/shops/manage-shops.ts';

/** The channels' own books of both demo shops, with what each line still wants shipped. */
export function readShopBooks({ context, shops }: Services, world: DemoWorld): ShopBooks[] {
  return listShops(context.read, shops).flatMap((shop): ShopBooks[] => {
    const books =
      shop.channelId === 'taobao' ? taobaoBooks(world) : shop.channelId === 'shopify' ? shopifyBooks(world) : null;
    return books ? [{ shopId: shop.id, name: shop.name, ...books }] : [];
  });
}

type Books = Pick<ShopBooks, 'paid' | 'shipments'>;

function taobaoBooks({ taobao }: DemoWorld): Books {
  const paid = taobao.books.paidOrders().map((order): BookedOrder => {
    const lines = taobao.orders.get(order.externalNumber)?.orders ?? [];
    const due = lines.map((line) => [line.oid, line.refundStatus === 'SUCCESS' ? 0 : line.num] as const);
    return { ...order, shownMinor: order.paidMinor, dueUnits: Object.fromEntries(due) };
  });
  return { paid, shipments: taobao.books.shipments() };
}

/** Lines go by their global ids, as in the API; the books keep the digits. */
function shopifyBooks({ shopify }: DemoWorld): Books {
  const paid = shopify.books.paidOrders().map((booked): BookedOrder => {
    const order = shopify.orders.get(booked.externalNumber);
    const refundedMinor = order?.refunds.reduce((sum, refund) => sum + refund.totalMinor, 0) ?? 0;
    const due = order?.lines.map((line) => [lineGid(line.number), line.currentQuantity] as const) ?? [];
    return {
      ...booked,
      items: booked.items.map((item) => ({ ...item, lineNumber: lineGid(item.lineNumber) })),
      shownMinor: order?.cancelledAtMs === undefined ? booked.paidMinor - refundedMinor : 0,
      dueUnits: Object.fromEntries(due),
    };
  });
  return { paid, shipments: shopify.books.shipments() };
}

const lineGid = (number: string): string => `gid://shopify/LineItem/${number}`;

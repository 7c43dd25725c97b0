import { z } from 'zod';
import { DemoBench, DemoComponentId, DemoFault, DemoPrinterId } from '#shared/contract/demo-bench.ts';
import { DemoPaymentCommand, DemoPayments } from '#shared/contract/demo-payments.ts';
import { DemoShopCommand, DemoShops, DemoShopView, MOST_MINUTES_PASSED } from '#shared/contract/demo-shops.ts';
import { procedure } from '#shared/contract/procedure.ts';

/** What can be done with the demo store; a part of the system's contract. */
export const demoProcedures = {
  startDemo: procedure(
    'public',
    'POST',
    '/demo/start',
    'Connect the demo store with its simulated channels, carrier and devices',
  )
    .input(z.object({ orders: z.int().min(1).max(1000).default(40) }))
    .output(z.object({})),
  addDemoOrders: procedure('operate', 'POST', '/demo/orders', 'Let buyers place more orders in the demo store')
    .input(z.object({ count: z.int().min(1).max(500) }))
    .output(z.object({})),
  demoScale: procedure('operate', 'POST', '/demo/scale', 'Put something on the demo scale')
    .input(z.object({ grams: z.int().min(0).max(30_000) }))
    .output(z.object({})),
  demoLabels: procedure('operate', 'GET', '/demo/labels', 'Labels that came out of the demo printer').output(
    z.object({ labels: z.array(z.object({ number: z.int(), pngBase64: z.string(), barcodes: z.array(z.string()) })) }),
  ),
  demoBench: procedure('operate', 'GET', '/demo/bench', 'What can go wrong on the demo bench, and what does').output(
    DemoBench,
  ),
  setDemoFault: procedure('operate', 'POST', '/demo/faults', 'Let something go wrong on the demo bench, or mend it')
    .input(z.object({ fault: DemoFault, isOn: z.boolean() }))
    .output(DemoBench),
  setDemoComponent: procedure(
    'operate',
    'POST',
    '/demo/components',
    'Put the print component of a platform on the demo bench, or take it away',
  )
    .input(z.object({ id: DemoComponentId, isOn: z.boolean() }))
    .output(DemoBench),
  setDemoPrinter: procedure(
    'operate',
    'POST',
    '/demo/printers',
    'Put a printer of another language on the demo bench, or take it away',
  )
    .input(z.object({ id: DemoPrinterId, isOn: z.boolean() }))
    .output(DemoBench),
  printDemoWaybill: procedure('operate', 'POST', '/demo/components/{id}/waybills', 'Print a platform waybill on it')
    .input(z.object({ id: DemoComponentId }))
    .output(DemoBench),
  demoShops: procedure(
    'operate',
    'GET',
    '/demo/shops',
    'The simulated platforms of the demo store: books, orders, misbehaviours',
  ).output(DemoShops),
  openDemoShop: procedure(
    'admin',
    'POST',
    '/demo/shops/{platform}/open',
    'Start a simulated platform of the demo store and connect it as a shop',
  )
    .input(z.object({ platform: z.string() }))
    .output(DemoShops),
  closeDemoShop: procedure(
    'admin',
    'POST',
    '/demo/shops/{platform}/close',
    'End a simulated platform of the demo store and disconnect its shop; its orders stay',
  )
    .input(z.object({ platform: z.string() }))
    .output(DemoShops),
  passDemoTime: procedure(
    'operate',
    'POST',
    '/demo/time',
    'Let time pass at the simulated platforms: access ends, late pushes go out, buyers pay or lose patience',
  )
    .input(z.object({ minutes: z.int().min(1).max(MOST_MINUTES_PASSED) }))
    .output(DemoShops),
  commandDemoShop: procedure(
    'operate',
    'POST',
    '/demo/shops',
    'Let a simulated platform of the demo store take orders, change one, misbehave or behave',
  )
    .input(z.object({ platform: z.string(), command: DemoShopCommand }))
    .output(DemoShopView),
  demoPayments: procedure(
    'operate',
    'GET',
    '/demo/payments',
    'The simulated payment providers of the demo store',
  ).output(DemoPayments),
  commandDemoPayments: procedure(
    'admin',
    'POST',
    '/demo/payments',
    'Start or end a simulated payment provider, place an unpaid order, or send a notification: genuine, forged, contradicted, unanswered',
  )
    .input(DemoPaymentCommand)
    .output(DemoPayments),
};

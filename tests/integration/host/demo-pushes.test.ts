import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, it } from 'vitest';
import { openNodeKeystore } from '#main/app/keystore-node.ts';
import type { Workstation } from '#main/app/workstation.ts';
import { startNodeHost } from '#main/host/node/start-node-host.ts';
import { startProduct } from '#main/host/start-product.ts';
import { sharedDocuments } from '#tests/support/shared-documents.ts';
import { until } from '#tests/support/until.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'packbench-demo-pushes-'));
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

interface Run {
  readonly product: Workstation;
  stop(): Promise<void>;
}

/** The product behind the Node host, as `npm start` puts it together. */
async function start(demo: boolean): Promise<Run> {
  let product: Workstation | null = null;
  const host = await startNodeHost({
    platform: {
      hostKind: 'node',
      appVersion: '0.0.0-test',
      resourcesDir: 'resources',
      documents: sharedDocuments(),
      dataDir,
      keystore: await openNodeKeystore(dataDir, { prefer: 'file' }),
      requestRestart() {},
    },
    startWorkstation: async (given) => (product = await startProduct(given, { demo })),
    rendererDir: 'out/renderer',
    print: () => {},
  });
  if (host.kind !== 'started' || product === null) throw new Error('Another host holds the data folder');
  return { product, stop: () => host.stop() };
}

/** A buyer pays at the demo Shopify shop; no poll is due, so that only a push can bring the order. */
async function expectPushArrives({ product }: Run): Promise<void> {
  const { demo, jobs } = product.services;
  await jobs.whenIdle();
  // The host answers a push after its commit: delivered is stored.
  const delivered = () =>
    demo
      .world()
      .shopify.webhookDeliveries()
      .filter(({ state }) => state === 'delivered').length;
  const before = delivered();
  demo.world().shopify.orders.add(1);
  await until(() => delivered() > before, 'a push is delivered');
}

it('receives the pushes of a demo store that came with the start, also after the backend was replaced', async () => {
  const first = await start(true);
  await expectPushArrives(first);
  await first.stop();

  const replaced = await start(false);
  await expectPushArrives(replaced);
  await replaced.stop();
});

it('receives the pushes of a demo store that is started from the window', async () => {
  const run = await start(false);
  await run.product.services.demo.start(9);
  await expectPushArrives(run);
  await run.stop();
});

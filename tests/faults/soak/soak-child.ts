import { mkdirSync, writeFileSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { importDemoGoods } from '#main/app/connect-demo.ts';
import { openNodeKeystore } from '#main/app/keystore-node.ts';
import { startWorkstation } from '#main/app/workstation.ts';
import type { Workstation } from '#main/app/workstation.ts';
import { startNodeHost } from '#main/host/node/start-node-host.ts';
import type { Act } from '#main/usecases/actor.ts';
import { createShop, listShops, updateShop } from '#main/usecases/shops/manage-shops.ts';
import type { FromBackend, SoakShop, ToBackend } from '#tests/faults/soak/soak-messages.ts';
import { readLocalBooks } from '#tests/faults/soak/read-local-books.ts';
import { scaledTime } from '#tests/support/scaled-time.ts';

/** The whole product behind its real host, in hurried time. The parent kills it whenever it likes. */
const ACT: Act = { actor: { kind: 'operator', id: 'soak', name: 'soak' }, source: 'soak', traceId: 'soak' };

let workstation: Workstation | null = null;
let stopHost: () => Promise<void> = async () => {};

const tell = (message: FromBackend): void => void process.send?.(message);

process.on('message', (message: ToBackend) => void hear(message));

async function hear(message: ToBackend): Promise<void> {
  if (message.kind === 'start') return start(message);
  if (!workstation) return;
  if (message.kind === 'authorise') return void connect(workstation, message.shop);
  if (message.kind === 'report') {
    writeFileSync(message.file, JSON.stringify(await readLocalBooks(workstation.services)));
    return tell({ kind: 'reported' });
  }
  await stopHost();
  process.disconnect();
}

async function start(how: Extract<ToBackend, { kind: 'start' }>): Promise<void> {
  // Written at the end of a process otherwise, and this one is killed.
  flushCompileCache();
  const rendererDir = join(how.dataDir, 'no-window');
  mkdirSync(rendererDir, { recursive: true });
  const time = scaledTime(how.time);
  const host = await startNodeHost({
    platform: {
      hostKind: 'node',
      appVersion: '0.0.0-test',
      dataDir: how.dataDir,
      resourcesDir: 'resources',
      requestRestart() {},
      keystore: await openNodeKeystore(how.dataDir, { prefer: 'file' }),
      time,
    },
    startWorkstation: async (platform) => (workstation = await startWorkstation(platform)),
    rendererDir,
    port: how.port,
    open: false,
    print: () => {},
  });
  if (host.kind === 'joined' || !workstation) throw new Error('another backend holds the data folder');
  stopHost = () => host.stop();
  const { services } = workstation;
  await importDemoGoods(services, how.onHand);
  const shopIds: Record<string, string> = {};
  for (const shop of how.shops) shopIds[shop.channelId] = connect(workstation, shop);
  tell({ kind: 'ready', port: Number(new URL(host.url).port), shopIds });
}

/** Connects a shop as a person's form does; one that is there gets its access renewed. @returns its id */
function connect({ services }: Workstation, shop: SoakShop): string {
  const { context, shops } = services;
  const known = listShops(context.read, shops).find((each) => each.channelId === shop.channelId);
  if (!known) return createShop(context, shops, ACT, { name: shop.channelId, ...shop }).id;
  updateShop(context, shops, ACT, { id: known.id, config: shop.config, credentials: shop.credentials });
  return known.id;
}

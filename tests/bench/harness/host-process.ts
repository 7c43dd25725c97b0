import { resolve } from 'node:path';
import { fileKeystore } from '#main/app/keystore-file.ts';
import type { Platform } from '#main/app/platform.ts';
import { startNodeHost } from '#main/host/node/start-node-host.ts';
import { startProduct } from '#main/host/start-product.ts';

// The Node host as `npm start` runs it, but with the keys of the bench folder beside it instead of the machine's keystore.
const [dataDir = ''] = process.argv.slice(2);
const platform: Platform = {
  hostKind: 'node',
  appVersion: '0.0.0-bench',
  dataDir,
  resourcesDir: resolve('resources'),
  keystore: fileKeystore(dataDir),
  requestRestart: () => {},
};
const host = await startNodeHost({
  platform,
  startWorkstation: (given) => startProduct(given, { demo: false }),
  rendererDir: resolve('out', 'renderer'),
  open: false,
  print: () => {},
});
if (host.kind !== 'started') throw new Error('another host holds the bench folder');
process.send?.(host.url);
process.once('disconnect', () => process.exit(0));

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runRelayAlone } from '#main/app/cli/run-relay-alone.ts';
import { defaultDataDir } from '#main/host/host-arguments.ts';

// The relay in a process of its own: `node out/main/relay.js serve …`. The same as `packbench relay`, and small.
const root = join(import.meta.dirname, '..', '..');
const exitCode = await runRelayAlone(process.argv.slice(2), {
  host: {
    appVersion: (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version,
    resourcesDir: join(root, 'resources'),
    defaultDataDir: defaultDataDir(process.platform, process.env),
  },
  streams: { out: (text) => process.stdout.write(text), err: (text) => process.stderr.write(text) },
  env: process.env,
});
process.stdout.write('', () => process.exit(exitCode));

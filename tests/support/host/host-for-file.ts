import { afterAll, beforeAll } from 'vitest';
import type { NodeHostOptions } from '#main/host/node/start-node-host.ts';
import { startTestHost } from '#tests/support/host/start-test-host.ts';
import type { TestHost } from '#tests/support/host/start-test-host.ts';

/** One Node host for all tests of a file. */
export function hostForFile(options: Partial<NodeHostOptions> = {}): () => TestHost {
  let host: TestHost | undefined;
  beforeAll(async () => {
    host = await startTestHost(options);
  });
  afterAll(() => host?.stop());
  return () => {
    if (!host) throw new Error('The host has not started');
    return host;
  };
}

import { afterEach, beforeEach, expect, it } from 'vitest';
import { Connection } from '#renderer/rpc/connection.ts';
import { openElectronPort } from '#renderer/rpc/open-electron-port.ts';
import { PORT_CHANNEL } from '#shared/contract/port-news.ts';
import { FakePage } from '#tests/support/rpc/fake-page.ts';

let page: FakePage;
let connection: Connection;
beforeEach(() => {
  page = new FakePage('packbench://app');
  connection = new Connection({ open: openElectronPort(page), random: () => 0 });
  void connection.run();
});
afterEach(() => connection.close());

const code = () => connection.state.problem?.code;
const lose = (why?: string) =>
  page.receivePort({ channel: PORT_CHANNEL, state: 'lost', ...(why !== undefined && { code: why }) });

it('hears why no backend can be started', async () => {
  lose('ERR_DB_DISK_FULL');
  await expect.poll(code).toBe('ERR_DB_DISK_FULL');
});

it('hears it where a backend was begun and found no way', async () => {
  const { port1, port2 } = new MessageChannel();
  page.receivePort({ channel: PORT_CHANNEL, state: 'ready' }, port2);
  lose('ERR_DB_DISK_FULL');
  await expect.poll(code).toBe('ERR_DB_DISK_FULL');
  port1.close();
});

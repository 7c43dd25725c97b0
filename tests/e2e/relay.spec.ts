import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writePairingCode } from '#main/lib/relay-pairing.ts';
import { openRelayStore } from '#main/relay/relay-store.ts';
import { startRelay } from '#main/relay/start-relay.ts';
import { FirstRun } from '#tests/e2e/pages/first-run.ts';
import { Shell } from '#tests/e2e/pages/shell.ts';
import { ShopsPage } from '#tests/e2e/pages/shops-page.ts';
import { expect, test } from '#tests/e2e/support/test.ts';

const SHOP = 'Demo store · Shopify';

test('a relay is paired, a shop gets its address there, its webhooks are moved to it, and its pushes arrive', async ({
  ownWorkstation,
  context,
  words,
}) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'packbench-e2e-relay-'));
  const relay = await startRelay({
    dataDir,
    host: '127.0.0.1',
    port: 0,
    tls: null,
    keepMs: 86_400_000,
    maxMb: 50,
    rate: { perSecond: 50, burst: 50 },
    nowMs: () => Date.now(),
    log: () => {},
  });
  const store = openRelayStore(dataDir, 50);
  const code = writePairingCode(store.addPairing('e2e', Date.now()));
  store.close();
  const page = await ownWorkstation.open(context);
  const shops = new ShopsPage(page, words);
  await new FirstRun(page, words).tryDemoStore();
  await new Shell(page, words).go('shops');
  const panel = page.getByRole('article', { name: words('pushes:relay.title') });
  const shop = shops.card(SHOP);

  await test.step('by the code that it printed, and by no other', async () => {
    await panel.getByRole('button', { name: words('pushes:relay.pair') }).click();
    await shops.dialog.getByLabel(words('pushes:relay.address')).fill(relay.url);
    await shops.dialog
      .getByLabel(words('pushes:relay.code'))
      .fill(code.replace(/.$/, (end) => (end === '0' ? '1' : '0')));
    await page.keyboard.press('Enter');
    await expect(shops.problem).toContainText(words('errors:ERR_RELAY_CODE_INVALID.title'));
    await shops.dialog.getByLabel(words('pushes:relay.code')).fill(code);
    await page.keyboard.press('Enter');
    await expect(panel).toContainText(words('pushes:relay.connected'));
  });

  await test.step('the shop has an address there, and one button brings its webhooks to it', async () => {
    await shops.button(SHOP, 'pushes:mailbox.open').click();
    await expect(shop.locator('code').first()).toContainText(`${relay.url}/push/`);
    await shops.button(SHOP, 'pushes:health.open').click();
    await shops.button(SHOP, 'pushes:health.check').click();
    await shops.button(SHOP, 'pushes:health.fix.elsewhere').click();
    await expect(shop.getByRole('status')).toHaveText(words('pushes:health.good'));
  });

  await test.step('what comes there is checked here: a stranger’s push is refused, kept and shown', async () => {
    const address = await shop.locator('code').first().innerText();
    const answer = await fetch(address, { method: 'POST', body: '{"id":1}' });
    expect([answer.status, await answer.text()]).toEqual([200, '{"ok":true}']);
    await expect(shop).toContainText(words('pushes:mailbox.refused', { n: 1 }));
    await page.screenshot({ path: test.info().outputPath('relay.png'), fullPage: true });
  });

  await relay.stop();
  await expect(panel).toContainText(words('pushes:relay.waiting'));
  rmSync(dataDir, { recursive: true, force: true });
});

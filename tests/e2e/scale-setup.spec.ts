import { openPty } from '#main/simulators/devices/pty.ts';
import { createYaohuaScale } from '#main/simulators/devices/scale-yaohua.ts';
import { realTimers } from '#main/simulators/devices/timers.ts';
import { DevicesPage } from '#tests/e2e/pages/devices-page.ts';
import { expect, test } from '#tests/e2e/support/test.ts';

test('a scale whose settings nobody knows is found, compared with its display, and added', async ({
  page,
  shell,
  words,
}) => {
  const pty = openPty();
  const scale = createYaohuaScale({ timers: realTimers, format: 'equals-reversed', streamIntervalMs: 100 });
  const unplug = scale.attach(pty);
  scale.plate.put(1_234);
  const devices = new DevicesPage(page, words);
  await shell.go('devices');
  const dialog = await devices.startScale('Scale at table 2', pty.slavePath);
  await dialog.getByRole('button', { name: words('devices:finder.start') }).click();
  const found = dialog.getByRole('status');
  // Forward and reversed look the same on the wire; the display tells which is right.
  await expect(found).toContainText('1,234 g');
  const right = found.locator('.row').filter({ hasText: '1,234 g' });
  await right.getByRole('button', { name: words('devices:finder.take') }).click();
  await dialog.getByRole('button', { name: words('common:save'), exact: true }).click();
  await expect(devices.card('Scale at table 2').getByLabel(words('devices:live.weight'))).toContainText('1,234 g');

  await devices.remove('Scale at table 2');
  unplug();
  pty.hangUp();
});

test('a scale of an unknown make is taught from its live bytes', async ({ page, shell, words }) => {
  const pty = openPty();
  const streaming = setInterval(() => pty.write(Buffer.from('\x02A 01250 #\r', 'latin1')), 80);
  const devices = new DevicesPage(page, words);
  await shell.go('devices');
  const dialog = await devices.startScale('Unknown make', pty.slavePath);
  await devices.chooseProtocol(dialog, 'Own pattern / 自定义格式');
  await dialog.getByRole('button', { name: words('devices:liveBytes.start') }).click();
  await expect(dialog).toContainText('02 41 20 30 31 32 35 30 20 23 0D');
  await dialog.getByLabel(words('devices:pattern.shown')).fill('1.250');
  await dialog.getByRole('button', { name: words('devices:pattern.make') }).click();
  await expect(dialog.getByText('1,250 g')).toBeVisible();
  await dialog.getByRole('button', { name: words('devices:liveBytes.stop') }).click();
  await dialog.getByRole('button', { name: words('common:save'), exact: true }).click();
  await expect(devices.card('Unknown make').getByLabel(words('devices:live.weight'))).toContainText('1,250 g');

  await devices.remove('Unknown make');
  clearInterval(streaming);
  pty.hangUp();
});

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { pickOption } from '#tests/e2e/support/pick-option.ts';
import { expect, needsTwoWindows, test } from '#tests/e2e/support/test.ts';

test('who is told is set up and tried; what does not get through is an alert that is taken on and ends by itself', async ({
  page,
  shell,
  words,
}) => {
  const bodies: string[] = [];
  const receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
    request.on('end', () => {
      bodies.push(body);
      // A wrong address of a good server.
      response.writeHead(request.url === '/hook' ? 204 : 404).end();
    });
  });
  await new Promise<void>((resolve) => void receiver.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  const name = 'Night desk';
  const card = page.getByRole('article', { name });
  const alert = page.getByRole('article', { name: words('alerts:kind.notifier_failing.name') });
  const tab = (key: string) => page.getByRole('tab', { name: words(`alerts:tab.${key}`) });
  const press = (key: string) => card.getByRole('button', { name: words(key) }).click();

  await expect(shell.statusBar).toBeVisible();
  await page.keyboard.press('Alt+a');
  await expect(shell.title).toHaveText(words('alerts:title'));
  await tab('notifiers').click();
  await page.getByRole('button', { name: words('alerts:notifier.add') }).click();
  await shell.dialog.getByRole('combobox', { name: words('alerts:notifier.kind') }).click();
  await pickOption(page, 'Webhook (JSON)');
  await shell.dialog.getByLabel(words('alerts:notifier.name')).fill(name);
  await shell.dialog.getByLabel(words('shops:field.webhookUrl')).fill(`${origin}/wrong`);
  await shell.dialog.getByRole('button', { name: words('common:save') }).click();
  await press('alerts:notifier.test');
  await expect(card).toContainText(words('errors:ERR_NOTIFIER_REFUSED.title'));

  await tab('alerts').click();
  await expect(alert).toContainText(name);
  await expect(
    shell.statusBar.getByRole('link', { name: words('alerts:bell.none') }),
    'the bell counts it',
  ).toHaveCount(0);
  await alert.getByRole('button', { name: words('alerts:acknowledge') }).click();
  await page.getByRole('button', { name: words('alerts:state.acknowledged') }).click();
  await expect(alert.getByText(words('alerts:acknowledged'), { exact: true })).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('alerts.png') });

  await tab('notifiers').click();
  await press('common:edit');
  await shell.dialog.getByLabel(words('shops:field.webhookUrl')).fill(`${origin}/hook`);
  await shell.dialog.getByRole('button', { name: words('common:save') }).click();
  await expect(shell.dialog).toHaveCount(0);
  await press('alerts:notifier.test');
  await expect(card.getByText(words('alerts:notifier.tested'))).toBeVisible();
  // What else the workstation has to tell may have come meanwhile.
  const told: unknown[] = bodies.map((body) => JSON.parse(body));
  expect(told).toContainEqual(
    expect.objectContaining({ type: 'packbench.alert', alerts: [expect.objectContaining({ event: 'test' })] }),
  );

  await tab('alerts').click();
  await page.getByRole('button', { name: words('alerts:state.resolved') }).click();
  await expect(alert).toContainText(words('alerts:resolvedItself'));
  await tab('messages').click();
  await expect(page.getByText(words('alerts:messages.state.sent'), { exact: true }).first()).toBeVisible();

  await tab('notifiers').click();
  await press('alerts:notifier.remove');
  await shell.dialog.getByRole('button', { name: words('alerts:notifier.remove') }).click();
  await expect(page.getByText(words('alerts:notifier.empty'))).toBeVisible();
  receiver.close();
});

test('a policy that is being typed stays when another window saves the same one, and says so', async ({
  page,
  context,
  shell,
  words,
}) => {
  needsTwoWindows();
  const policies = async (window: Page) => {
    await window.keyboard.press('Alt+a');
    await window.getByRole('tab', { name: words('alerts:tab.rules') }).click();
    const panel = window
      .locator('section')
      .filter({ has: window.getByRole('heading', { name: words('alerts:rate.title') }) });
    return {
      field: panel.getByRole('spinbutton'),
      save: panel.getByRole('button', { name: words('common:save') }),
      cancel: panel.getByRole('button', { name: words('common:cancel') }),
      overtaken: panel.getByRole('status'),
    };
  };
  await expect(shell.statusBar).toBeVisible();
  const mine = await policies(page);
  const before = await mine.field.inputValue();
  await mine.field.fill('7');

  const other = await context.newPage();
  await other.goto(page.url());
  const theirs = await policies(other);
  await theirs.field.fill('8');
  await theirs.save.click();
  await expect(theirs.save).toBeDisabled();
  await other.close();

  await expect(mine.overtaken).toHaveText(words('common:overtaken'));
  await expect(mine.field).toHaveValue('7');
  await mine.cancel.click();
  await expect(mine.field).toHaveValue('8');
  await mine.field.fill(before);
  await mine.save.click();
  await expect(mine.save).toBeDisabled();
  await expect(mine.overtaken).toHaveCount(0);
});

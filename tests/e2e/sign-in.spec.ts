import { FirstRun } from '#tests/e2e/pages/first-run.ts';
import { SettingsPage } from '#tests/e2e/pages/settings-page.ts';
import { Shell } from '#tests/e2e/pages/shell.ts';
import { SignInPage } from '#tests/e2e/pages/sign-in-page.ts';
import { expect, test } from '#tests/e2e/support/test.ts';

const PIN = '2580';
/** The fifth wrong PIN closes the door for a while. */
const WRONG_PINS = ['1111', '2222', '3333', '4444', '5555'];

test('people sign in with their PIN, wrong ones lock the name, roles hide what is not theirs', async ({
  ownWorkstation,
  context,
  words,
}) => {
  const page = await ownWorkstation.open(context);
  const wizard = new FirstRun(page, words);
  const shell = new Shell(page, words);
  const signIn = new SignInPage(page, words);
  const settings = new SettingsPage(page, words);
  await wizard.namePerson('Ada', PIN);
  await wizard.keepRecoveryKey();
  await wizard.button('first-run:later').click();
  await wizard.button('first-run:devices.finish').click();

  await test.step('the administrator adds a packer', async () => {
    await shell.go('settings');
    await settings.addPerson('Bo', '2468');
  });

  await test.step('the administrator leaves and comes back with her PIN', async () => {
    await shell.signOut();
    await signIn.choose('Ada');
    await signIn.typePin(WRONG_PINS[0] ?? '');
    await expect(signIn.problem).toContainText(words('errors:ERR_AUTH_PIN_WRONG.title'));
    await signIn.typePin(PIN);
    await expect(shell.statusBar).toContainText('Ada');
  });

  await test.step('five wrong PINs lock a name, even for the right one', async () => {
    await shell.signOut();
    await signIn.choose('Bo');
    for (const pin of WRONG_PINS) {
      await expect(signIn.digits).toHaveAccessibleName(words('shell:signIn.digits', { n: 0 }));
      await signIn.typePin(pin);
    }
    await expect(signIn.problem).toContainText(words('errors:ERR_AUTH_LOCKED_OUT.title'));
    await signIn.typePin('2468');
    // What was typed goes once it is answered.
    await expect(signIn.digits).toHaveAccessibleName(words('shell:signIn.digits', { n: 0 }));
    await expect(signIn.problem).toContainText(words('errors:ERR_AUTH_LOCKED_OUT.title'));
  });

  await test.step('an administrator gives a new PIN, and the packer sees no safety page', async () => {
    await signIn.somebodyElse.click();
    await signIn.choose('Ada');
    await signIn.typePin(PIN);
    await shell.go('settings');
    await settings.setPin('Bo', '8642');
    await shell.signOut();
    await signIn.choose('Bo');
    await signIn.typePin('8642');
    await shell.go('safety');
    await expect(page.getByText(words('common:leadOnly'))).toBeVisible();
  });
});

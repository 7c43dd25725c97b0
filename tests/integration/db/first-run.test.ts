import { expect, it } from 'vitest';
import { settingHistory, setSetting } from '#main/usecases/settings/manage-settings.ts';
import { finishFirstRun } from '#main/usecases/system/finish-first-run.ts';
import { openTestContext, TEST_ACT } from '#tests/support/test-context.ts';

it('the first run records what it changes, and no language that was spoken already', async () => {
  using ctx = openTestContext();
  setSetting(ctx, { name: 'language', value: 'en', version: 0 }, TEST_ACT);
  await finishFirstRun(ctx, { adminName: 'Ada', pin: '2580', language: 'en', stationName: 'Table 1' }, TEST_ACT);
  expect(settingHistory(ctx.db, 'language').map(({ value }) => value)).toEqual(['en']);
  expect(settingHistory(ctx.db, 'stationName').map(({ value }) => value)).toEqual(['Table 1']);
});

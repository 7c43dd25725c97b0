import { describe, expect, it } from 'vitest';
import { saveSettingRow } from '#main/db/repos/settings-repo.ts';
import { listAudit } from '#main/usecases/audit/list-audit.ts';
import { listSettings, setSetting, settingHistory } from '#main/usecases/settings/manage-settings.ts';
import { readSetting } from '#main/usecases/settings/read-setting.ts';
import { NO_SENDER } from '#shared/model/sender-address.ts';
import { SETTINGS } from '#shared/model/settings.ts';
import { openTestContext, TEST_ACT } from '#tests/support/test-context.ts';

describe('settings', () => {
  it('have defaults that their own rules allow', () => {
    for (const [name, definition] of Object.entries(SETTINGS)) {
      expect(definition.schema.safeParse(definition.defaultValue).success, name).toBe(true);
    }
  });

  it('start with their defaults and keep every version with who and when', () => {
    using ctx = openTestContext();
    expect(readSetting(ctx.db, 'weightTolerancePercent')).toBe(5);
    expect(setSetting(ctx, { name: 'weightTolerancePercent', value: 8, version: 0 }, TEST_ACT)).toEqual({
      name: 'weightTolerancePercent',
      value: 8,
      version: 1,
      defaultValue: 5,
    });
    setSetting(ctx, { name: 'weightTolerancePercent', value: 3, version: 1 }, TEST_ACT);
    expect(readSetting(ctx.db, 'weightTolerancePercent')).toBe(3);
    expect(settingHistory(ctx.db, 'weightTolerancePercent')).toMatchObject([
      { version: 2, value: 3, actorName: 'Ann' },
      { version: 1, value: 8, actorName: 'Ann' },
    ]);
    expect(listAudit(ctx.db, { limit: 1 }).entries).toMatchObject([
      { act: 'setting.change', target: 'weightTolerancePercent', data: { before: 8, after: 3 } },
    ]);
    expect(listSettings(ctx.db)).toHaveLength(Object.keys(SETTINGS).length);
  });

  it('are not overwritten by a change made from an outdated version', () => {
    using ctx = openTestContext();
    setSetting(ctx, { name: 'theme', value: 'dark', version: 0 }, TEST_ACT);
    expect(() => setSetting(ctx, { name: 'theme', value: 'light', version: 0 }, TEST_ACT)).toThrow(
      'ERR_HOST_SETTING_CONFLICT',
    );
    expect(readSetting(ctx.db, 'theme')).toBe('dark');
  });

  it('refuse values outside their rules and names that nobody defined', () => {
    using ctx = openTestContext();
    expect(() =>
      setSetting(ctx, { name: 'labelSize', value: { widthMm: 0, heightMm: 1 }, version: 0 }, TEST_ACT),
    ).toThrow('ERR_HOST_SETTING_INVALID');
    expect(() => setSetting(ctx, { name: 'nonsense', value: 1, version: 0 }, TEST_ACT)).toThrow('ERR_HOST_NOT_FOUND');
    expect(() => settingHistory(ctx.db, 'toString')).toThrow('ERR_HOST_NOT_FOUND');
  });

  it('take a whole address of the sender or none', () => {
    using ctx = openTestContext();
    const whole = { ...NO_SENDER, name: 'Tea shop', phone: '0571-88888888', city: '杭州市', street: '文一路 1 号' };
    const set = (value: unknown, version: number) =>
      setSetting(ctx, { name: 'senderAddress', value, version }, TEST_ACT);
    expect(() => set({ ...whole, phone: ' ' }, 0)).toThrow('ERR_HOST_SETTING_INVALID');
    set(whole, 0);
    set(NO_SENDER, 1);
    expect(settingHistory(ctx.db, 'senderAddress').map(({ value }) => value)).toEqual([NO_SENDER, whole]);
  });

  it('take a second backup folder by its whole path only', () => {
    using ctx = openTestContext();
    const set = (value: string, version: number) =>
      setSetting(ctx, { name: 'backupSecondDir', value, version }, TEST_ACT);
    for (const path of ['backups', '../backups', 'E:backups'])
      expect(() => set(path, 0), path).toThrow('ERR_HOST_SETTING_INVALID');
    for (const [version, path] of ['/mnt/backups', 'E:\\backups', '\\\\nas\\backups', ''].entries())
      expect(set(path, version).value).toBe(path);
  });

  it('fall back to the default when the stored value is of another version', () => {
    using ctx = openTestContext();
    ctx.db.transaction((tx) =>
      saveSettingRow(tx, { name: 'theme', value: 'neon', version: 1, nowMs: 0, actorName: 'old' }),
    );
    expect(readSetting(ctx.db, 'theme')).toBe('system');
  });
});

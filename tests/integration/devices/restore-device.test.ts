import { expect, it } from 'vitest';
import { listDevices } from '#main/app/device-rows.ts';
import { listAudit } from '#main/usecases/audit/list-audit.ts';
import { createDevice, removeDevice } from '#main/usecases/devices/manage-devices.ts';
import { listRemovedDevices, restoreDevice } from '#main/usecases/devices/restore-device.ts';
import { openTestContext, TEST_ACT } from '#tests/support/test-context.ts';
import type { TestContext } from '#tests/support/test-context.ts';

function addScale(ctx: TestContext, name: string): string {
  const address = { kind: 'tcp' as const, host: '127.0.0.1', port: 9101 };
  const config = { kind: 'scale' as const, address, protocolId: 'mt-sics', minimumG: 5, divisionG: 1 };
  return createDevice(ctx, TEST_ACT, { name, config, isDefault: false });
}

it('a removed device comes back with its settings, as the default where there is none', () => {
  using ctx = openTestContext();
  const id = addScale(ctx, 'Scale at table 1');
  const before = listDevices(ctx.db);
  removeDevice(ctx, TEST_ACT, id);
  expect(listDevices(ctx.db)).toEqual([]);
  expect(listRemovedDevices(ctx.db)).toMatchObject([{ id, kind: 'scale', name: 'Scale at table 1' }]);

  restoreDevice(ctx, TEST_ACT, id);
  expect(listDevices(ctx.db)).toEqual(before);
  expect(listRemovedDevices(ctx.db)).toEqual([]);
  expect(listAudit(ctx.db, { limit: 1 }).entries).toMatchObject([{ act: 'device.restore', target: id }]);
});

it('a removed device does not push aside the default that took its place, and comes back once', () => {
  using ctx = openTestContext();
  const first = addScale(ctx, 'Scale at table 1');
  removeDevice(ctx, TEST_ACT, first);
  const second = addScale(ctx, 'Scale at table 2');
  restoreDevice(ctx, TEST_ACT, first);
  expect(listDevices(ctx.db).map(({ id, isDefault }) => [id, isDefault])).toEqual([
    [first, false],
    [second, true],
  ]);
  expect(() => restoreDevice(ctx, TEST_ACT, first)).toThrow('ERR_DEVICE_UNKNOWN');
});

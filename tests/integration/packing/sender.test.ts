import { expect, it } from 'vitest';
import { createSenderOf } from '#main/app/choose-carrier.ts';
import { ensureWarehouse } from '#main/app/prepare-first-data.ts';
import { setSetting } from '#main/usecases/settings/manage-settings.ts';
import { NO_SENDER } from '#shared/model/sender-address.ts';
import { openTestContext, TEST_ACT } from '#tests/support/test-context.ts';

it('a new workstation names nobody as the sender until somebody is entered', () => {
  using ctx = openTestContext();
  const senderOf = createSenderOf(ctx);
  const warehouseId = ensureWarehouse(ctx);
  expect(() => senderOf(warehouseId)).toThrow('ERR_STOCK_SENDER_MISSING');
  const value = { ...NO_SENDER, name: 'Tea shop', phone: '0571-88888888', city: '杭州市', street: '文一路 1 号' };
  setSetting(ctx, { name: 'senderAddress', value, version: 0 }, TEST_ACT);
  expect(senderOf(warehouseId)).toEqual({ ...value, country: 'CN', town: '', isMasked: false });
});

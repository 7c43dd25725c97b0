import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replayMessage } from '#main/usecases/shops/parked-messages.ts';
import { listShops, updateShop } from '#main/usecases/shops/manage-shops.ts';
import { listCarrierAccounts, updateCarrierAccount } from '#main/usecases/shipping/manage-carriers.ts';
import { OPERATOR, startWorkstationBed } from '#tests/support/workstation-bed.ts';
import type { WorkstationBed } from '#tests/support/workstation-bed.ts';

describe('settings that another version stored', () => {
  let bed: WorkstationBed;
  const spoil = (table: 'shops' | 'carrier_accounts' | 'devices', json: string) =>
    bed.services.context.db.transaction((tx) => tx.prepare<[string]>(`UPDATE ${table} SET config_json = ?`).run(json));
  beforeAll(async () => {
    bed = await startWorkstationBed(6);
  });
  afterAll(() => bed.stop());

  it('are named when a parcel is finished, and finish it once they were filled in', async () => {
    const { services } = bed;
    const account = listCarrierAccounts(bed.read)[0];
    bed.pack(bed.readyNumber());
    spoil('carrier_accounts', '{"environment":7');
    await expect(bed.finish()).rejects.toMatchObject({
      code: 'ERR_CARRIER_CONFIG_UNREADABLE',
      data: { account: account?.name, field: 'JSON' },
    });
    expect(listCarrierAccounts(bed.read)[0]?.config).toEqual({});
    updateCarrierAccount(services.context, services.carrierPlugins, OPERATOR, { id: account?.id ?? '', name: 'SF' });
    await expect(bed.finish()).rejects.toMatchObject({ code: 'ERR_CARRIER_CONFIG_UNREADABLE' });
    updateCarrierAccount(services.context, services.carrierPlugins, OPERATOR, {
      id: account?.id ?? '',
      config: account?.config,
    });
    expect(await bed.finish()).toBeNull();
  });

  it('park the work of a shop with the field to fill in, and show at the shop', async () => {
    const { services } = bed;
    const id = bed.shopId('taobao');
    const find = () => listShops(bed.read, services.shops).find((shop) => shop.id === id);
    const before = find();
    spoil('shops', '[]');
    expect(find()).toMatchObject({ config: {}, problem: { code: 'ERR_CHANNEL_CONFIG_UNREADABLE' } });
    await bed.pull('taobao');
    const parked = bed.read
      .prepare<[string], { last_error_json: string }>(
        "SELECT last_error_json FROM jobs WHERE state = 'parked' AND shop_id = ?",
      )
      .get(id);
    expect(JSON.parse(parked?.last_error_json ?? '{}')).toMatchObject({
      code: 'ERR_CHANNEL_CONFIG_UNREADABLE',
      data: { shop: before?.name },
    });
    updateShop(services.context, services.shops, OPERATOR, { id, config: before?.config });
    expect(find()?.problem).toEqual(before?.problem);
  });

  it('leave a device listed, unconnected, with what is wrong', async () => {
    const { services } = bed;
    const before = services.devices.list();
    expect(before.length).toBeGreaterThan(1);
    spoil('devices', '{"kind":"printer"}');
    await services.devices.sync();
    expect(services.devices.list().map(({ id, live }) => [id, live.problem?.code])).toEqual(
      before.map(({ id }) => [id, 'ERR_DEVICE_CONFIG_UNREADABLE']),
    );
    expect(() => services.devices.usualPrinter()).toThrow(
      expect.objectContaining({ code: 'ERR_DEVICE_CONFIG_UNREADABLE' }),
    );
  });
});

describe('reading a message again', () => {
  let bed: WorkstationBed;
  beforeAll(async () => {
    bed = await startWorkstationBed(2);
  });
  afterAll(() => bed.stop());

  it('is refused for a message that was applied, and changes nothing', () => {
    const { services } = bed;
    const count = () => bed.read.pluck<[], number>('SELECT count(*) FROM raw_messages').get();
    const applied = bed.read.pluck<[], string>("SELECT id FROM raw_messages WHERE state = 'applied' LIMIT 1").get();
    const before = count();
    expect(() => replayMessage(services.context, OPERATOR, services.openShop, applied ?? '')).toThrow(
      expect.objectContaining({ code: 'ERR_CHANNEL_MESSAGE_NOT_PARKED', data: { state: 'applied' } }),
    );
    expect(count()).toBe(before);
  });
});

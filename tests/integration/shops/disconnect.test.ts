import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { disconnectCarrier } from '#main/usecases/shipping/disconnect-carrier.ts';
import { createCarrierAccount, listCarrierAccounts } from '#main/usecases/shipping/manage-carriers.ts';
import { disconnectShop } from '#main/usecases/shops/disconnect-shop.ts';
import { createShop, listShops, updateShop } from '#main/usecases/shops/manage-shops.ts';
import { OPERATOR, startWorkstationBed } from '#tests/support/workstation-bed.ts';
import type { WorkstationBed } from '#tests/support/workstation-bed.ts';

let bed: WorkstationBed;
beforeAll(async () => (bed = await startWorkstationBed(6)));
afterAll(() => bed.stop());

const shopOf = (id: string) => listShops(bed.read, bed.services.shops).find((shop) => shop.id === id);
const secretOf = (name: string) => bed.read.prepare('SELECT 1 FROM secrets WHERE name = ?').get(name);

describe('disconnecting', () => {
  it('erases the credentials of a shop and keeps its orders, which can still be packed', () => {
    const id = bed.shopId('taobao');
    const before = shopOf(id);
    expect(before).toMatchObject({ enabled: true, connected: true });
    expect(before?.openOrderCount).toBeGreaterThan(0);
    expect(disconnectShop(bed.services.context, OPERATOR, id)).toEqual({ removed: false });
    expect(shopOf(id)).toMatchObject({
      enabled: false,
      connected: false,
      orderCount: before?.orderCount,
      openOrderCount: before?.openOrderCount,
    });
    expect(secretOf(`shop:${id}`)).toBeUndefined();
    expect(bed.read.prepare('SELECT 1 FROM schedules WHERE name = ?').get(`pull:${id}`)).toBeUndefined();
    expect(bed.scan(bed.readyNumber(id)).verdict).toBe('order_opened');
    expect(bed.state()).toMatchObject({ phase: 'items', isShopGone: true });
    expect(() => bed.services.openShop(id).channelContext()).toThrow(
      expect.objectContaining({ code: 'ERR_CHANNEL_DISCONNECTED', data: { shop: before?.name } }),
    );
  });

  it('switches a disconnected shop on again only with credentials', () => {
    const id = bed.shopId('taobao');
    const { shops, context } = bed.services;
    expect(() => updateShop(context, shops, OPERATOR, { id, enabled: true })).toThrow(
      expect.objectContaining({ code: 'ERR_HOST_INPUT_INVALID' }),
    );
    const { appKey, appSecret, session } = bed.world.taobao;
    const credentials = { appKey, appSecret, sessionKey: session };
    expect(updateShop(context, shops, OPERATOR, { id, enabled: true, credentials })).toMatchObject({
      enabled: true,
      connected: true,
    });
    expect(bed.state()).toMatchObject({ phase: 'items', isShopGone: false });
  });

  it('removes a shop that never had an order', () => {
    const { shops, context } = bed.services;
    const input = { channelId: 'file', name: 'By mistake', currency: 'CNY', config: {}, credentials: {} };
    const { id } = createShop(context, shops, OPERATOR, input);
    expect(disconnectShop(context, OPERATOR, id)).toEqual({ removed: true });
    expect(shopOf(id)).toBeUndefined();
  });

  it('makes another carrier the default when the default one is disconnected', () => {
    const { context, carrierPlugins } = bed.services;
    const [first] = listCarrierAccounts(bed.read);
    const { partnerID, checkWord, serviceUrl } = bed.world.sfExpress;
    const second = createCarrierAccount(context, carrierPlugins, OPERATOR, {
      carrierId: 'sf-express',
      name: 'Second account',
      serviceCode: '1',
      config: { gatewayUrl: serviceUrl },
      credentials: { partnerId: partnerID, checkWord },
    });
    expect(second.isDefault).toBe(false);
    expect(disconnectCarrier(context, OPERATOR, first?.id ?? '')).toEqual({ removed: true });
    expect(listCarrierAccounts(bed.read)).toMatchObject([{ name: 'Second account', isDefault: true }]);
    expect(secretOf(`carrier:${first?.id}`)).toBeUndefined();
  });
});

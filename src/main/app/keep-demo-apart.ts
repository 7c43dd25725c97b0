import { z } from 'zod';
import { DEMO_SENDER, NAMES, isNamed } from '#main/app/connect-demo.ts';
import type { ReadDb } from '#main/db/handles.ts';
import { readStoredJson } from '#main/usecases/read-stored-json.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { SenderAddress } from '#shared/model/sender-address.ts';

interface Named {
  readonly name: string;
  readonly config_json: string;
}
interface ShopOfOrder extends Named {
  readonly channel_id: string;
}

/** As connect-demo and demo-platforms name the shops of the demo store, in either language. */
const DEMO_SHOP = /^(Demo store|演示店) · /;
const ON_THIS_PC = /https?:\/\/(127\.0\.0\.1|localhost|\[::1\])[:/"]/;

/**
 * Where a demo store stands beside real shops or carriers: the simulated carrier's numbers exist nowhere, so no platform may
 * be told one, and a real carrier is paid for every number, so no invented order may get one.
 * @throws AppError ERR_CARRIER_OF_DEMO {carrier, shop}, ERR_CARRIER_ORDER_OF_DEMO {carrier, shop}
 */
export function keepDemoApart(read: ReadDb, orderId: string, carrier: Named): void {
  const shop = read
    .prepare<[string], ShopOfOrder>(
      'SELECT s.name, s.config_json, s.channel_id FROM orders o JOIN shops s ON s.id = o.shop_id WHERE o.id = ?',
    )
    .get(orderId);
  if (!shop) return;
  const names = { carrier: carrier.name, shop: shop.name };
  if (isNamed(NAMES.carrier, carrier) && isRealShop(shop)) throw new AppError('ERR_CARRIER_OF_DEMO', names);
  if (DEMO_SHOP.test(shop.name) && isRealCarrier(carrier)) throw new AppError('ERR_CARRIER_ORDER_OF_DEMO', names);
}

/** The demo store's sender lives nowhere. @throws AppError ERR_STOCK_SENDER_OF_DEMO once the default carrier is a real one */
export function refuseDemoSender(sender: SenderAddress, defaultCarrier: () => Named | undefined): void {
  if (sender.name !== DEMO_SENDER.name || sender.street !== DEMO_SENDER.street) return;
  const carrier = defaultCarrier();
  if (carrier && isRealCarrier(carrier)) throw new AppError('ERR_STOCK_SENDER_OF_DEMO', { name: sender.name });
}

/** Orders of a file are told to nobody, and those of a simulator on this PC to nobody else. */
function isRealShop(shop: ShopOfOrder): boolean {
  return shop.channel_id !== 'file' && !DEMO_SHOP.test(shop.name) && !ON_THIS_PC.test(shop.config_json);
}

/** Of settings that cannot be read nobody knows where they lead; reading them is refused by itself. */
function isRealCarrier({ name, config_json: config }: Named): boolean {
  return !isNamed(NAMES.carrier, { name }) && readStoredJson(z.unknown(), config).ok && !ON_THIS_PC.test(config);
}

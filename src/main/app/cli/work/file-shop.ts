import { UsageError } from '#main/app/cli/command-result.ts';
import type { StoredData } from '#main/app/cli/open-stored-data.ts';
import { createShop, listShops } from '#main/usecases/shops/manage-shops.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** Name of the shop that is made for the first imported file. */
const FIRST_NAME = 'Files';

/**
 * The shop that imported orders belong to: the one of that name or id, else the only shop for files, which is made when there
 * is none. @throws UsageError when several could be meant; AppError ERR_CHANNEL_SHOP_UNKNOWN
 */
export function fileShop({ context, shops, act }: StoredData, wanted: string | undefined): string {
  const all = listShops(context.read, shops);
  if (wanted !== undefined) {
    const named = all.find((shop) => shop.id === wanted || shop.name === wanted);
    if (!named) throw new AppError('ERR_CHANNEL_SHOP_UNKNOWN', { shopId: wanted });
    return named.id;
  }
  const forFiles = all.filter((shop) => shop.channelId === 'file');
  if (forFiles.length > 1) throw new UsageError('shopMissing', { known: forFiles.map(({ name }) => name).join(', ') });
  if (forFiles[0]) return forFiles[0].id;
  const created = { channelId: 'file', name: FIRST_NAME, currency: 'CNY', config: {}, credentials: {} };
  const trialContext = (): never => {
    throw new AppError('ERR_PLUGIN_UNFINISHED', {});
  };
  return createShop(context, { ...shops, trialContext }, act, created).id;
}

import type { Listing } from '#main/plugins/channels/channel-connector.ts';
import type { Reply } from '#main/plugins/channels/list-window.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';

interface ListingPage {
  readonly listings: readonly Listing[];
  /** Nothing follows. */
  readonly isLast: boolean;
}

/** No shop has so many pages of goods: a platform that never says "last" is not asked for ever. */
const MOST_PAGES = 2_000;

/** Goods page by page, from 1 on; ends with the first failure. What moves meanwhile is caught by the next reading. */
export async function* pullListingPages(
  readPage: (pageNo: number) => Promise<Reply<ListingPage>>,
): AsyncGenerator<PluginResult<readonly Listing[]>> {
  for (let pageNo = 1; pageNo <= MOST_PAGES; pageNo += 1) {
    const page = await readPage(pageNo);
    if (!page.ok) return yield failed(page.failure);
    if (page.value.listings.length > 0) yield succeeded(page.value.listings);
    if (page.value.isLast) return;
  }
}

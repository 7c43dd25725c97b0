import type { ChannelPage, RawChannelMessage } from '#main/plugins/channels/channel-connector.ts';
import { succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';
import type { ReadPayload } from '#main/usecases/orders/page-reader.ts';
import type { ConnectedShop } from '#main/usecases/shops/connected-shop.ts';
import { readAhead } from '#main/usecases/shops/read-ahead.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { UtcMs } from '#shared/model/time.ts';

export interface PulledMessage extends RawChannelMessage {
  /** What was read of it already, if it was. */
  readonly read: ReadPayload | undefined;
}

export interface PulledPage {
  readonly messages: readonly PulledMessage[];
  /** The platform shows what it had at this time, or later. */
  readonly askedAtMs: UtcMs;
  /** As in `ChannelPage`. */
  readonly readUntilMs: UtcMs | undefined;
}

type Context = Pick<UseCaseContext, 'clock' | 'pageReader'>;
type Shop = Pick<ConnectedShop, 'channelId' | 'currency' | 'statusMap'>;
type Pages = AsyncIterable<PluginResult<ChannelPage>>;

/**
 * The pages of a pull, three at work at once: while one is being stored, the orders of the next are read beside the event loop, and
 * the platform prepares the one after that.
 */
export function readPages(context: Context, shop: Shop, pages: Pages): AsyncGenerator<PluginResult<PulledPage>> {
  return readAhead(withReadings(context, shop, readAhead(withTimes(context, pages))));
}

/** A generator goes on when the next page is asked for: not before that, and not later. */
async function* withTimes({ clock }: Context, pages: Pages) {
  let askedAtMs = clock.nowMs();
  for await (const page of pages) {
    yield { page, askedAtMs };
    askedAtMs = clock.nowMs();
  }
}

async function* withReadings(
  { pageReader }: Context,
  { channelId, currency, statusMap }: Shop,
  pages: ReturnType<typeof withTimes>,
): AsyncGenerator<PluginResult<PulledPage>> {
  for await (const { page, askedAtMs } of pages) {
    if (!page.ok) {
      yield page;
      continue;
    }
    const { messages, readUntilMs } = page.value;
    const payloads = messages.map((message) => message.payload);
    const read = await pageReader?.read({ channelId, currency, statusMap }, payloads);
    yield succeeded({
      askedAtMs,
      readUntilMs,
      messages: messages.map((message, index) => ({ ...message, read: read?.[index] })),
    });
  }
}

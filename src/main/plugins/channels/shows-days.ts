import type { ChannelContext } from '#main/plugins/channels/channel-connector.ts';
import { succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';
import type { UtcMs } from '#shared/model/time.ts';

const DAY_MS = 86_400_000;
/** By the calendar: any three months have at least so many days. */
export const THREE_MONTHS_DAYS = 89;

/** `shownSince` of a platform that shows so many days to everybody. */
export function showsDays(days: number): (context: Pick<ChannelContext, 'clock'>) => Promise<PluginResult<UtcMs>> {
  return ({ clock }) => Promise.resolve(succeeded(clock.nowMs() - days * DAY_MS));
}

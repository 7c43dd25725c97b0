import { readHttp } from '#main/plugins/channels/http-api/call.ts';
import { baseOf } from '#main/plugins/channels/http-api/access.ts';
import { pickRows } from '#main/plugins/channels/http-api/list-rows.ts';
import type { HttpApiContext } from '#main/plugins/channels/http-api/schemas.ts';
import { writeTime } from '#main/plugins/channels/http-api/times.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';

const HOUR_MS = 3_600_000;

/** Asks for the orders of the last hour: the only call that every template has. The shop is named by its server. */
export async function findHttpShop(context: HttpApiContext): Promise<PluginResult<{ shopName: string }>> {
  const { template } = context.config;
  const reply = await readHttp(context, {
    name: 'orders.list',
    request: template.orders.request,
    filling: { values: firstPageValues(context, HOUR_MS) },
  });
  if (!reply.ok) return failed(reply.failure);
  const rows = await pickRows(reply, template.orders, template.response);
  if (!rows.ok) return failed(rows.failure);
  return succeeded({ shopName: `${template.name} (${new URL(baseOf(context)).host})` });
}

/** What a request of the list is filled with for its first page, over the time up to now. */
export function firstPageValues(
  { config, clock }: Pick<HttpApiContext, 'config' | 'clock'>,
  lengthMs: number,
): Readonly<Record<string, string | number>> {
  const { timeFormat, zone, orders } = config.template;
  const nowMs = clock.nowMs();
  return {
    'window.from': writeTime(nowMs - lengthMs, timeFormat, zone),
    'window.to': writeTime(nowMs, timeFormat, zone),
    page: orders.paging.kind === 'page' ? orders.paging.first : 1,
    offset: 0,
    cursor: '',
    pageSize: 'size' in orders.paging ? orders.paging.size : 50,
  };
}

import { sameStatus } from '#core/orders/status-meaning.ts';
import type { StatusMeaning } from '#core/orders/status-meaning.ts';
import type { ReadDb } from '#main/db/handles.ts';
import type { ChannelConnector, StatusMapRow } from '#main/plugins/channels/channel-connector.ts';
import { readEditedStatuses, statusKey } from '#main/usecases/shops/read-status-map.ts';
import type { StatusMapping, UnmappedStatus } from '#shared/contract/channel-statuses.ts';
import { StatusAxis } from '#shared/contract/channel-statuses.ts';
import type { z } from 'zod';

type Channel = Pick<ChannelConnector, 'id' | 'statusMap'>;

export interface ChannelStatuses {
  readonly mappings: z.infer<typeof StatusMapping>[];
  readonly unmapped: z.infer<typeof UnmappedStatus>[];
}

/** A channel's table as it is in force, and the statuses that messages wait for. */
export function listStatuses(db: ReadDb, channel: Channel): ChannelStatuses {
  const edited = new Map(readEditedStatuses(db, channel.id).map((row) => [statusKey(row), row]));
  const builtIn = new Map(channel.statusMap.map((row) => [statusKey(row), row]));
  const mappings = [...new Set([...builtIn.keys(), ...edited.keys()])].flatMap((key) => {
    const own = builtIn.get(key);
    const change = edited.get(key);
    const inForce = change ?? own;
    if (!inForce) return [];
    return {
      axis: inForce.axis,
      vendorStatus: inForce.vendorStatus,
      meaning: meaningOf(inForce),
      builtIn: own ? meaningOf(own) : null,
      edited: change ? { by: change.editedBy, atMs: change.editedAtMs, reason: change.reason } : null,
    };
  });
  return { mappings, unmapped: unmappedOf(db, channel.id, mappings) };
}

export function meaningOf(row: StatusMapRow): StatusMeaning {
  return { payment: row.payment, fulfilment: row.fulfilment, afterSales: row.afterSales, hold: row.hold };
}

interface WaitingRow {
  axis: string;
  vendor_status: string;
  n: number;
  example: string | null;
}

function unmappedOf(
  db: ReadDb,
  channelId: string,
  mappings: readonly { axis: string; vendorStatus: string }[],
): ChannelStatuses['unmapped'] {
  const known = new Set(mappings.map(({ axis, vendorStatus }) => `${axis} ${vendorStatus}`));
  return db
    .prepare<[string], WaitingRow>(
      `SELECT json_extract(m.park_json, '$.axis') AS axis, json_extract(m.park_json, '$.vendorStatus') AS vendor_status, COUNT(*) AS n, MAX(m.external_number) AS example
       FROM raw_messages m JOIN shops s ON s.id = m.shop_id
       WHERE m.state = 'parked' AND m.park_code = 'ERR_CHANNEL_STATUS_UNMAPPED' AND s.channel_id = ?
         AND json_extract(m.park_json, '$.vendorStatus') <> '' GROUP BY 1, 2 ORDER BY n DESC, 2`,
    )
    .all(channelId)
    .flatMap(({ axis, vendor_status: vendorStatus, n, example }) => {
      const parsed = StatusAxis.safeParse(axis);
      if (!parsed.success || known.has(`${axis} ${vendorStatus}`)) return [];
      const twin = mappings.find((row) => row.axis === axis && sameStatus(row.vendorStatus, vendorStatus));
      return {
        axis: parsed.data,
        vendorStatus,
        messageCount: n,
        exampleNumber: example,
        looksLike: twin?.vendorStatus ?? null,
      };
    });
}

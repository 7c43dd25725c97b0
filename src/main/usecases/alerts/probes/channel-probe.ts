import { watchedShops } from '#main/usecases/alerts/alert-condition.ts';
import type { AlertCondition, AlertProbe, ProbeContext } from '#main/usecases/alerts/alert-condition.ts';

const DAY_MS = 86_400_000;
/** Said in each answer while it is so; a day of silence is a good sign. */
const NOTICE_LASTS_MS = DAY_MS;

interface ApiNotice {
  kind: string;
  text: string;
}

interface Unmapped {
  channel_id: string;
  n: number;
  example: string | null;
}

/** Statuses that wait for their meaning, and versions of an API that come to their end. */
export const channelProbe: AlertProbe = {
  kinds: ['status_unmapped', 'version_retiring'],
  find(context) {
    const channelIds = [...new Set(watchedShops(context.db).map((shop) => shop.channel_id))];
    return [...unmapped(context), ...channelIds.flatMap((channelId) => retiring(context, channelId))];
  },
};

function unmapped({ db, live }: ProbeContext): AlertCondition[] {
  return db
    .prepare<[], Unmapped>(
      `SELECT s.channel_id, COUNT(*) AS n, MIN(json_extract(m.park_json, '$.vendorStatus')) AS example FROM raw_messages m JOIN shops s ON s.id = m.shop_id
       WHERE m.state = 'parked' AND m.park_code = 'ERR_CHANNEL_STATUS_UNMAPPED' GROUP BY s.channel_id`,
    )
    .all()
    .map((row) => ({
      kind: 'status_unmapped',
      subject: row.channel_id,
      subjectName: live.channel(row.channel_id)?.name ?? row.channel_id,
      facts: { messages: row.n, status: row.example },
    }));
}

function retiring({ db, live, nowMs, rule }: ProbeContext, channelId: string): AlertCondition[] {
  const channel = live.channel(channelId);
  if (!channel) return [];
  const said = db
    .prepare<[string, number], ApiNotice>(
      'SELECT kind, text FROM api_notices WHERE channel_id = ? AND last_seen_at_ms > ? ORDER BY kind LIMIT 1',
    )
    .get(channelId, nowMs - NOTICE_LASTS_MS);
  const endsAtMs = channel.apiVersionEndsAtMs;
  const isNear = endsAtMs !== null && endsAtMs - nowMs <= (rule('version_retiring').params['days'] ?? 60) * DAY_MS;
  if (!said && !isNear) return [];
  const isOver = endsAtMs !== null && endsAtMs <= nowMs;
  return [
    {
      kind: 'version_retiring',
      subject: channelId,
      subjectName: channel.name,
      ...(isOver ? { severity: 'critical' } : {}),
      facts: {
        version: channel.apiVersion,
        endsAtMs: isNear ? endsAtMs : null,
        state: said?.kind ?? (isOver ? 'over' : 'soon'),
        vendorText: said?.text ?? null,
      },
    },
  ];
}

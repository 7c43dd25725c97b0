import type { ApiNotice } from '#main/plugins/channels/channel-connector.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

/** That it is still said is written down no more often than this. */
const SEEN_EVERY_MS = 3_600_000;

/** Keeps what a platform says of its own API. It is said in each answer and written once an hour. */
export function noteApiNotice(context: UseCaseContext, channelId: string, notice: ApiNotice): void {
  const nowMs = context.clock.nowMs();
  const known = context.read
    .prepare<[string, string], { text: string; last_seen_at_ms: number }>(
      'SELECT text, last_seen_at_ms FROM api_notices WHERE channel_id = ? AND kind = ?',
    )
    .get(channelId, notice.kind);
  if (known?.text === notice.text && nowMs - known.last_seen_at_ms < SEEN_EVERY_MS) return;
  context.db.transaction((tx) => {
    tx.prepare<[string, string, string, number, number]>(
      `INSERT INTO api_notices (channel_id, kind, text, first_seen_at_ms, last_seen_at_ms) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (channel_id, kind) DO UPDATE SET text = excluded.text, last_seen_at_ms = excluded.last_seen_at_ms`,
    ).run(channelId, notice.kind, notice.text, nowMs, nowMs);
    tx.changed('shops');
  });
}

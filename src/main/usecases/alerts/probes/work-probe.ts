import { watchedShops } from '#main/usecases/alerts/alert-condition.ts';
import type { AlertCondition, AlertProbe, ProbeContext } from '#main/usecases/alerts/alert-condition.ts';
import { ALERT_SEND_TOPIC } from '#main/usecases/alerts/alert-topics.ts';

interface Parked {
  shop_id: string;
  name: string;
  n: number;
}

interface Investigation {
  shop_id: string;
  name: string;
  day_start_ms: number;
  difference_count: number;
  platform_count: number;
}

/** Work that waits for a person: messages, jobs, days of the ledger. */
export const workProbe: AlertProbe = {
  kinds: ['messages_parked', 'jobs_parked', 'ledger_investigation'],
  find: (context) => [...messages(context), ...jobs(context), ...investigations(context)],
};

/** Statuses without a meaning are an alert of their own. */
function messages({ db, rule }: ProbeContext): AlertCondition[] {
  const least = rule('messages_parked').params['messages'] ?? 1;
  return db
    .prepare<[number], Parked>(
      `SELECT m.shop_id, s.name, COUNT(*) AS n FROM raw_messages m JOIN shops s ON s.id = m.shop_id
       WHERE m.state = 'parked' AND m.park_code IS NOT 'ERR_CHANNEL_STATUS_UNMAPPED' GROUP BY m.shop_id HAVING COUNT(*) >= ?`,
    )
    .all(least)
    .map((row) => ({
      kind: 'messages_parked',
      subject: row.shop_id,
      subjectName: row.name,
      facts: { messages: row.n },
    }));
}

/** Messages about alerts that failed show as a notifier's own trouble. */
function jobs({ db, rule }: ProbeContext): AlertCondition[] {
  const n =
    db
      .pluck<[string], number>("SELECT COUNT(*) FROM jobs INDEXED BY jobs_state WHERE state = 'parked' AND topic <> ?")
      .get(ALERT_SEND_TOPIC) ?? 0;
  if (n < (rule('jobs_parked').params['jobs'] ?? 1)) return [];
  return [{ kind: 'jobs_parked', subject: 'jobs', subjectName: '', facts: { jobs: n } }];
}

function investigations({ db }: ProbeContext): AlertCondition[] {
  const watched = new Set(watchedShops(db).map((shop) => shop.id));
  return db
    .prepare<[], Investigation>(
      `SELECT i.shop_id, s.name, MAX(i.day_start_ms) AS day_start_ms, i.difference_count, i.platform_count FROM recon_investigations i JOIN shops s ON s.id = i.shop_id
       WHERE i.closed_at_ms IS NULL GROUP BY i.shop_id`,
    )
    .all()
    .filter((row) => watched.has(row.shop_id))
    .map((row) => ({
      kind: 'ledger_investigation',
      subject: row.shop_id,
      subjectName: row.name,
      facts: { dayAtMs: row.day_start_ms, differences: row.difference_count, orders: row.platform_count },
    }));
}

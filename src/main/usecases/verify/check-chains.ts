import { findChainBreak } from '#core/kernel/event-chain.ts';
import type { ReadDb } from '#main/db/handles.ts';
import { auditLink } from '#main/db/repos/append-audit.ts';
import type { AuditRow } from '#main/db/repos/append-audit.ts';
import { orderEventLink } from '#main/db/repos/append-order-event.ts';
import type { OrderEventRow } from '#main/db/repos/append-order-event.ts';
import { sha256Hex } from '#main/db/sha256-hex.ts';
import type { Findings } from '#main/usecases/verify/verify-check.ts';
import type { VerifyProblem } from '#shared/contract/system.ts';

/** The timeline of every order. An order without any event is a problem too: its first event comes with its row. */
export function checkEventChains(db: ReadDb): Findings {
  const problems: VerifyProblem[] = [];
  const numberOf = db.pluck<[string], string>('SELECT display_number FROM orders WHERE id = ?');
  let checked = 0;
  let chain: OrderEventRow[] = [];
  const close = () => {
    const broken = findChainBreak(sha256Hex, chain.map(orderEventLink));
    if (broken) {
      const orderId = chain[0]?.order_id ?? '';
      const order = numberOf.get(orderId) ?? orderId;
      problems.push({ code: 'event_broken', data: { order, event: broken.seq, reason: broken.reason } });
    }
    chain = [];
  };
  for (const row of db.prepare<[], OrderEventRow>('SELECT * FROM order_events ORDER BY order_id, seq').iterate()) {
    if (chain[0] && chain[0].order_id !== row.order_id) close();
    chain.push(row);
    checked += 1;
  }
  close();
  const silent = db.pluck<[], string>(
    'SELECT display_number FROM orders WHERE NOT EXISTS (SELECT 1 FROM order_events WHERE order_id = orders.id)',
  );
  problems.push(...silent.all().map((order): VerifyProblem => ({ code: 'events_missing', data: { order } })));
  return { checked, problems };
}

/** The one chain of what people did. */
export function checkAuditChain(db: ReadDb): Findings {
  let checked = 0;
  function* links() {
    for (const row of db.prepare<[], AuditRow>('SELECT * FROM audit_log ORDER BY seq').iterate()) {
      checked += 1;
      yield auditLink(row);
    }
  }
  const broken = findChainBreak(sha256Hex, links());
  return {
    checked,
    problems: broken ? [{ code: 'entry_broken', data: { entry: broken.seq, reason: broken.reason } }] : [],
  };
}

import type { ReadDb } from '#main/db/handles.ts';
import { countOpenJobs } from '#main/db/repos/jobs-repo.ts';
import { unlessDamaged } from '#main/db/unless-damaged.ts';
import { openAlerts } from '#main/usecases/alerts/list-alerts.ts';
import { OPEN } from '#main/usecases/printing/print-job-rows.ts';

/** What waits, for the status bar; and the zone in which windows show times. */
export interface Workload {
  /** IANA zone of the warehouse. */
  readonly zone: string;
  readonly outboxWaiting: number;
  readonly outboxParked: number;
  /** Print jobs without a final outcome. */
  readonly printOpen: number;
  readonly ordersTotal: number;
  /** Alerts that nobody has taken on yet. */
  readonly alertsOpen: number;
  readonly alertsCritical: boolean;
}

/** The status must answer on a damaged database too: it is what tells people so. What cannot be read counts as none. */
export function readWorkload(db: ReadDb): Workload {
  const jobs = unlessDamaged(() => countOpenJobs(db), { waiting: 0, parked: 0 });
  const alerts = unlessDamaged(() => openAlerts(db), { open: 0, critical: false });
  return {
    zone: unlessDamaged(() => zoneOf(db), undefined) ?? 'Asia/Shanghai',
    outboxWaiting: jobs.waiting,
    outboxParked: jobs.parked,
    printOpen: unlessDamaged(() => countOpenPrints(db), 0),
    ordersTotal: unlessDamaged(() => countOrders(db), 0),
    alertsOpen: alerts.open,
    alertsCritical: alerts.critical,
  };
}

function zoneOf(db: ReadDb): string | undefined {
  return db.pluck<[], string>('SELECT zone FROM warehouses ORDER BY id LIMIT 1').get();
}

function countOpenPrints(db: ReadDb): number {
  return db.pluck<[], number>(`SELECT COUNT(*) FROM print_jobs p WHERE ${OPEN}`).get() ?? 0;
}

/** Triggers carry the counts along: nobody counts a million rows each time a window asks. */
function countOrders(db: ReadDb): number {
  return db.pluck<[], number | null>('SELECT sum(n) FROM order_counts').get() ?? 0;
}

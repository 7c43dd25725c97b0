import type { AlertCondition, AlertProbe, ProbeContext } from '#main/usecases/alerts/alert-condition.ts';
import { listBackupRows } from '#main/db/repos/backups-repo.ts';
import { COPY_FAILED } from '#main/usecases/backup/backup-view.ts';
import { newestMachineCheck } from '#main/usecases/system/machine-checks.ts';
import { readProblem } from '#main/usecases/read-problem.ts';
import { isErrorCode } from '#shared/errors/catalog.ts';

const MINUTE_MS = 60_000;
/** A printer that reports itself ready for a moment between two labels is still the same trouble. */
const PRINTER_GRACE_MS = 20_000;
/** Tries after which a message that does not go out is a trouble and no hiccup. */
const MANY_TRIES = 3;

/** The PC itself, its printers, its backups, and the ways to tell people. */
export const stationProbe: AlertProbe = {
  kinds: ['printer_blocked', 'disk_low', 'clock_jumped', 'machine_unfit', 'backup_failed', 'notifier_failing'],
  find: (context) => [
    ...printers(context),
    ...disk(context),
    ...clock(context),
    ...machine(context),
    ...backups(context),
    ...notifiers(context),
  ],
};

function printers({ live, rule, lasts }: ProbeContext): AlertCondition[] {
  const { minutes = 10 } = rule('printer_blocked').params;
  return live
    .printers()
    .filter(({ id, isStopped }) => lasts(`printer ${id}`, isStopped, minutes * MINUTE_MS, PRINTER_GRACE_MS))
    .map(({ id, name, detail, problem }) => ({
      kind: 'printer_blocked',
      subject: id,
      subjectName: name,
      facts: { minutes, detail, code: problem?.code ?? null },
    }));
}

function disk({ live, rule }: ProbeContext): AlertCondition[] {
  const space = live.disk();
  if (!space || space.totalBytes <= 0) return [];
  const percent = Math.floor((space.freeBytes / space.totalBytes) * 100);
  if (percent >= (rule('disk_low').params['percent'] ?? 5)) return [];
  return [{ kind: 'disk_low', subject: 'disk', subjectName: '', facts: { percent } }];
}

function clock({ live }: ProbeContext): AlertCondition[] {
  const fault = live.clock();
  return fault ? [{ kind: 'clock_jumped', subject: 'clock', subjectName: '', facts: { ...fault } }] : [];
}

/** What the last look at this machine found, until another finds it mended. */
function machine({ db }: ProbeContext): AlertCondition[] {
  const check = newestMachineCheck(db);
  const failed = check?.findings.filter(({ state }) => state === 'failed').length ?? 0;
  if (!check || failed === 0) return [];
  const facts = { atMs: check.atMs, version: check.appVersion, failed, all: check.findings.length };
  return [{ kind: 'machine_unfit', subject: 'machine', subjectName: '', facts }];
}

/** The newest backup that was made by schedule or by hand, or its copy at the second place, failed. */
function backups({ db }: ProbeContext): AlertCondition[] {
  const last = listBackupRows(db).find(({ kind }) => kind === 'scheduled' || kind === 'manual');
  if (!last || last.failure === null) return [];
  const code = last.failure.split(' ')[0] ?? '';
  return [
    {
      kind: 'backup_failed',
      subject: 'backup',
      subjectName: '',
      facts: {
        atMs: last.at_ms,
        code: isErrorCode(code) ? code : null,
        reason: isErrorCode(code) ? null : last.failure.slice(COPY_FAILED.length),
        state: isErrorCode(code) ? 'backup' : 'copy',
      },
    },
  ];
}

interface LastMessage {
  id: string;
  name: string;
  state: string | null;
  attempts: number | null;
  failure_json: string | null;
}

function notifiers({ db }: ProbeContext): AlertCondition[] {
  return db
    .prepare<[], LastMessage>(
      `SELECT n.id, n.name, m.state, m.attempts, m.failure_json FROM notifiers n
       JOIN alert_messages m ON m.id = (SELECT id FROM alert_messages x WHERE x.notifier_id = n.id ORDER BY x.created_at_ms DESC, x.id DESC LIMIT 1)
       WHERE n.enabled = 1`,
    )
    .all()
    .filter(({ state, attempts }) => state === 'failed' || (state === 'waiting' && (attempts ?? 0) >= MANY_TRIES))
    .map((row) => {
      const problem = readProblem(row.failure_json);
      return {
        kind: 'notifier_failing',
        subject: row.id,
        subjectName: row.name,
        facts: {
          code: problem?.code ?? null,
          vendorCode: problem?.data['vendorCode'] ?? null,
          vendorText: problem?.data['vendorText'] ?? null,
        },
      };
    });
}

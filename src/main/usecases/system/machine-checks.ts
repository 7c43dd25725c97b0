import { z } from 'zod';
import type { ReadDb } from '#main/db/handles.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { MachineFinding } from '#shared/contract/machine-check.ts';
import type { MachineCheck } from '#shared/contract/machine-check.ts';

const KEPT = 10;

/** The last look at this machine; null before the first. */
export function newestMachineCheck(db: ReadDb): MachineCheck | null {
  const row = db
    .prepare<[], { at_ms: number; app_version: string; host_kind: string; findings_json: string }>(
      'SELECT at_ms, app_version, host_kind, findings_json FROM machine_checks ORDER BY seq DESC LIMIT 1',
    )
    .get();
  if (!row) return null;
  const findings = z.array(MachineFinding).parse(JSON.parse(row.findings_json));
  return { atMs: row.at_ms, appVersion: row.app_version, hostKind: row.host_kind, findings };
}

/** Keeps a look at this machine, and forgets old ones. */
export function recordMachineCheck(context: Pick<UseCaseContext, 'db'>, check: MachineCheck): void {
  context.db.transaction((tx) => {
    tx.prepare<[number, string, string, string]>(
      'INSERT INTO machine_checks (at_ms, app_version, host_kind, findings_json) VALUES (?, ?, ?, ?)',
    ).run(check.atMs, check.appVersion, check.hostKind, JSON.stringify(check.findings));
    tx.prepare<[]>(`DELETE FROM machine_checks WHERE seq <= (SELECT MAX(seq) FROM machine_checks) - ${KEPT}`).run();
    tx.changed('system');
  });
}

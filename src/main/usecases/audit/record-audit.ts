import type { WriteTx } from '#main/db/handles.ts';
import { appendAudit } from '#main/db/repos/append-audit.ts';
import type { Act } from '#main/usecases/actor.ts';
import type { UtcMs } from '#shared/model/time.ts';

export interface AuditedAct {
  readonly atMs: UtcMs;
  readonly act: Act;
  /** `area.verb`, e.g. `setting.change`. */
  readonly what: string;
  readonly target: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** Appends to the audit chain in the name of an act. The person's name is kept, as in the timeline: people leave. */
export function recordAudit(tx: WriteTx, audited: AuditedAct): void {
  const { actor, source, traceId } = audited.act;
  appendAudit(tx, {
    atMs: audited.atMs,
    actorKind: actor.kind,
    actorId: actor.name,
    act: audited.what,
    target: audited.target,
    data: { ...audited.data, source, traceId },
  });
}

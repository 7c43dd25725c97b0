import type { ClockFault } from '#core/kernel/clock.ts';
import type { ReadDb } from '#main/db/handles.ts';
import type { AccessView, CallsView, ListenState } from '#shared/contract/sync.ts';
import type { Problem } from '#shared/contract/common.ts';
import type { AlertKind, AlertSeverity, RuleInForce } from '#shared/model/alerts.ts';

/** Something that is wrong now. */
export interface AlertCondition {
  readonly kind: AlertKind;
  readonly subject: string;
  readonly subjectName: string;
  /** Worse than the rule says; left out: as the rule says. */
  readonly severity?: AlertSeverity;
  /** Fill the texts. Only what changes when the trouble changes: new facts count as seen anew. */
  readonly facts: Problem['data'];
}

/** What stands in no table: connections, devices, the disk. */
export interface LiveStates {
  listenState(shopId: string): ListenState | null;
  callsOf(shopId: string): CallsView;
  /** @throws AppError where the shop cannot be opened */
  accessOf(shopId: string): AccessView | null;
  /** Deliveries of the last hour whose signature did not hold. */
  signatureFailures(shopId: string): number;
  printers(): readonly {
    readonly id: string;
    readonly name: string;
    readonly isStopped: boolean;
    readonly detail: string;
    readonly problem: Problem | null;
  }[];
  /** Null where the system does not tell. */
  disk(): { readonly freeBytes: number; readonly totalBytes: number } | null;
  /** Null while the PC's clock can be believed. */
  clock(): ClockFault | null;
  channel(
    channelId: string,
  ): { readonly name: string; readonly apiVersion: string; readonly apiVersionEndsAtMs: number | null } | null;
}

export interface ProbeContext {
  readonly db: ReadDb;
  readonly nowMs: number;
  readonly live: LiveStates;
  readonly rule: (kind: AlertKind) => RuleInForce;
  /** True once `isOn` has held for so long without a gap longer than `graceMs`. */
  lasts(key: string, isOn: boolean, forMs: number, graceMs?: number): boolean;
  /** Alerts of this kind that stand, by subject: what ended some troubles differs from what begins them. */
  stands(kind: AlertKind, subject: string): boolean;
}

export interface AlertProbe {
  /** Where it fails, alerts of these kinds stay as they are. */
  readonly kinds: readonly AlertKind[];
  find(context: ProbeContext): readonly AlertCondition[];
}

export interface WatchedShop {
  readonly id: string;
  readonly name: string;
  readonly channel_id: string;
}

/** Shops that are switched on and have credentials: the others are meant to stand still. */
export function watchedShops(db: ReadDb): WatchedShop[] {
  return db
    .prepare<[], WatchedShop>(
      `SELECT id, name, channel_id FROM shops WHERE enabled = 1 AND EXISTS (SELECT 1 FROM secrets x WHERE x.name = 'shop:' || shops.id) ORDER BY created_at_ms`,
    )
    .all();
}

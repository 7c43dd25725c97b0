import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { OperatorView } from '#shared/contract/auth.ts';
import { Problem } from '#shared/contract/common.ts';
import { demoProcedures } from '#shared/contract/demo.ts';
import { LiveEvent } from '#shared/contract/live-event.ts';
import { MachineCheck } from '#shared/contract/machine-check.ts';
import { procedure } from '#shared/contract/procedure.ts';

export const SystemStatus = z.object({
  version: z.string(),
  host: z.string(),
  mode: z.enum(['ready', 'read_only', 'needs_recovery_key', 'first_run']),
  problem: Problem.nullable(),
  operator: OperatorView.nullable(),
  /** Signed in with a badge: has the rights of a packer, whatever the role, until the PIN is given. */
  signedInByBadge: z.boolean().default(false),
  outboxWaiting: z.int(),
  outboxParked: z.int(),
  printOpen: z.int(),
  /** Alerts that nobody has taken on yet, and whether one of them is critical. */
  alertsOpen: z.int().default(0),
  alertsCritical: z.boolean().default(false),
  demo: z.boolean(),
  demoAvailable: z.boolean(),
  ordersTotal: z.int(),
  /** Many orders came in at once: what was put off until they are stored. Null while nothing waits for that reason. */
  lightPath: z.object({ isOn: z.boolean(), waiting: z.int() }).nullable().default(null),
  keystoreKind: z.string(),
  nowMs: z.int(),
  /** IANA zone of the warehouse: every time on a screen is shown in it. */
  zone: z.string().default('Asia/Shanghai'),
  /** The packing station that this PC is. */
  stationId: z.string().default('station-1'),
});
export type SystemStatus = z.infer<typeof SystemStatus>;

/** What a check found; its words stand under `verify.found` of safety.json. `data` holds numbers and ids, never personal data. */
export const VerifyProblem = z.object({
  code: z.enum([
    'page_damaged',
    'reference_missing',
    'event_broken',
    'events_missing',
    'entry_broken',
    'level_differs',
    'movement_unlinked',
    'reprint_unexplained',
    'print_doubled',
    'waybills_doubled',
    'parcels_doubled',
    'holds_differ',
    'status_differs',
    'counts_differ',
    'unreadable',
    'more',
  ]),
  data: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type VerifyProblem = z.infer<typeof VerifyProblem>;
export const VerifyReport = z.object({
  ok: z.boolean(),
  checks: z.array(z.object({ name: z.string(), ok: z.boolean(), checked: z.int(), problems: z.array(VerifyProblem) })),
});

export const systemContract = {
  status: procedure('public', 'GET', '/status', 'State of the workstation').output(SystemStatus),
  events: procedure('public', 'GET', '/events', 'Live changes').output(eventIterator(LiveEvent)),
  verify: procedure(
    'lead',
    'POST',
    '/verify',
    'Check event chains, stock ledger, file integrity and label keys',
  ).output(VerifyReport),
  machineCheck: procedure('lead', 'GET', '/machine-check', 'What the last look at this machine found').output(
    z.object({ check: MachineCheck.nullable() }),
  ),
  checkMachine: procedure(
    'lead',
    'POST',
    '/machine-check',
    'Load every native package, draw and read back a label, look at the disk',
  ).output(z.object({ check: MachineCheck })),
  supportBundle: procedure('lead', 'POST', '/support-bundle', 'Write a zip without secrets or personal data').output(
    z.object({ path: z.string() }),
  ),
  ...demoProcedures,
  finishFirstRun: procedure('public', 'POST', '/first-run/finish', 'Close the wizard: first administrator and language')
    .input(
      z.object({
        adminName: z.string().min(1).max(40),
        pin: z
          .string()
          .regex(/^\d{4,12}$/)
          .nullable(),
        language: z.enum(['en', 'zh-CN']),
        stationName: z.string().min(1).max(40),
      }),
    )
    .output(z.object({ recoveryKey: z.string() })),
  enterRecoveryKey: procedure('public', 'POST', '/recovery-key', 'Open the database after the keystore was lost')
    .input(z.object({ recoveryKey: z.string().min(8).max(200) }))
    .output(z.object({})),
  showRecoveryKey: procedure(
    'admin',
    'POST',
    '/recovery-key/rotate',
    'Make and show a new recovery key; the old one stops working',
  ).output(z.object({ recoveryKey: z.string() })),
};

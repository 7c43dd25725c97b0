import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { Problem } from '#shared/contract/common.ts';
import { MachineCheck } from '#shared/contract/machine-check.ts';
import { procedure } from '#shared/contract/procedure.ts';
import { OperatorId } from '#shared/model/ids.ts';
import { DemoBench, DemoComponentId, DemoFault, DemoPrinterId } from '#shared/contract/demo-bench.ts';
import { DemoPaymentCommand, DemoPayments } from '#shared/contract/demo-payments.ts';
import { DemoShopCommand, DemoShops, DemoShopView, MOST_MINUTES_PASSED } from '#shared/contract/demo-shops.ts';
import { OperatorRight } from '#shared/model/operator-right.ts';

/** One live change. Windows refetch what a topic names; nothing else travels, so a missed event never corrupts a screen. */
export const LiveEvent = z.object({
  topic: z.enum([
    'orders',
    'packing',
    'devices',
    'print-jobs',
    'jobs',
    'shops',
    'settings',
    'system',
    'stock',
    'imports',
    'templates',
    'customs-goods',
    'customs-data',
    'customs-papers',
    'weight',
    'scan',
    'customs-rules',
    'alerts',
    'cleaning',
    'payments',
  ]),
  id: z.string().nullable(),
  data: z.record(z.string(), z.unknown()).nullable(),
});
export type LiveEvent = z.infer<typeof LiveEvent>;

export const Role = z.enum(['operator', 'lead', 'admin']);
export const OperatorView = z.object({
  id: OperatorId,
  name: z.string(),
  role: Role,
  active: z.boolean(),
  hasPin: z.boolean(),
  /** Holds a badge that signs in by scan. */ hasBadge: z.boolean(),
  lockedUntilMs: z.int().nullable(),
  /** Given by name, beside the role. */
  rights: z.array(OperatorRight).default([]),
});
export type OperatorView = z.infer<typeof OperatorView>;

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

export const JobView = z.object({
  id: z.string(),
  topic: z.string(),
  key: z.string(),
  state: z.enum(['waiting', 'leased', 'done', 'parked', 'cancelled']),
  attempts: z.int(),
  dueAtMs: z.int(),
  orderId: z.string().nullable(),
  orderNumber: z.string().nullable(),
  /** The shop that the work is for. */
  shopName: z.string().nullable(),
  /** The labelled parcel that this report is about, when a lead must say whether it left. */
  unsettledParcelId: z.string().nullable(),
  problem: Problem.nullable(),
  progress: z.record(z.string(), z.unknown()).nullable(),
  createdAtMs: z.int(),
  finishedAtMs: z.int().nullable(),
});
export type JobView = z.infer<typeof JobView>;

export const VerifyReport = z.object({
  ok: z.boolean(),
  checks: z.array(z.object({ name: z.string(), ok: z.boolean(), checked: z.int(), problems: z.array(z.string()) })),
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
  startDemo: procedure(
    'public',
    'POST',
    '/demo/start',
    'Connect the demo store with its simulated channels, carrier and devices',
  )
    .input(z.object({ orders: z.int().min(1).max(1000).default(40) }))
    .output(z.object({})),
  addDemoOrders: procedure('operate', 'POST', '/demo/orders', 'Let buyers place more orders in the demo store')
    .input(z.object({ count: z.int().min(1).max(500) }))
    .output(z.object({})),
  demoScale: procedure('operate', 'POST', '/demo/scale', 'Put something on the demo scale')
    .input(z.object({ grams: z.int().min(0).max(30_000) }))
    .output(z.object({})),
  demoLabels: procedure('operate', 'GET', '/demo/labels', 'Labels that came out of the demo printer').output(
    z.object({ labels: z.array(z.object({ number: z.int(), pngBase64: z.string(), barcodes: z.array(z.string()) })) }),
  ),
  demoBench: procedure('operate', 'GET', '/demo/bench', 'What can go wrong on the demo bench, and what does').output(
    DemoBench,
  ),
  setDemoFault: procedure('operate', 'POST', '/demo/faults', 'Let something go wrong on the demo bench, or mend it')
    .input(z.object({ fault: DemoFault, isOn: z.boolean() }))
    .output(DemoBench),
  setDemoComponent: procedure(
    'operate',
    'POST',
    '/demo/components',
    'Put the print component of a platform on the demo bench, or take it away',
  )
    .input(z.object({ id: DemoComponentId, isOn: z.boolean() }))
    .output(DemoBench),
  setDemoPrinter: procedure(
    'operate',
    'POST',
    '/demo/printers',
    'Put a printer of another language on the demo bench, or take it away',
  )
    .input(z.object({ id: DemoPrinterId, isOn: z.boolean() }))
    .output(DemoBench),
  printDemoWaybill: procedure('operate', 'POST', '/demo/components/{id}/waybills', 'Print a platform waybill on it')
    .input(z.object({ id: DemoComponentId }))
    .output(DemoBench),
  demoShops: procedure(
    'operate',
    'GET',
    '/demo/shops',
    'The simulated platforms of the demo store: books, orders, misbehaviours',
  ).output(DemoShops),
  openDemoShop: procedure(
    'admin',
    'POST',
    '/demo/shops/{platform}/open',
    'Start a simulated platform of the demo store and connect it as a shop',
  )
    .input(z.object({ platform: z.string() }))
    .output(DemoShops),
  closeDemoShop: procedure(
    'admin',
    'POST',
    '/demo/shops/{platform}/close',
    'End a simulated platform of the demo store and disconnect its shop; its orders stay',
  )
    .input(z.object({ platform: z.string() }))
    .output(DemoShops),
  passDemoTime: procedure(
    'operate',
    'POST',
    '/demo/time',
    'Let time pass at the simulated platforms: access ends, late pushes go out, buyers pay or lose patience',
  )
    .input(z.object({ minutes: z.int().min(1).max(MOST_MINUTES_PASSED) }))
    .output(DemoShops),
  commandDemoShop: procedure(
    'operate',
    'POST',
    '/demo/shops',
    'Let a simulated platform of the demo store take orders, change one, misbehave or behave',
  )
    .input(z.object({ platform: z.string(), command: DemoShopCommand }))
    .output(DemoShopView),
  demoPayments: procedure(
    'operate',
    'GET',
    '/demo/payments',
    'The simulated payment providers of the demo store',
  ).output(DemoPayments),
  commandDemoPayments: procedure(
    'admin',
    'POST',
    '/demo/payments',
    'Start or end a simulated payment provider, place an unpaid order, or send a notification: genuine, forged, contradicted, unanswered',
  )
    .input(DemoPaymentCommand)
    .output(DemoPayments),
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

export const authContract = {
  operators: procedure('public', 'GET', '/operators', 'People who can sign in').output(
    z.object({ operators: z.array(OperatorView) }),
  ),
  signIn: procedure('public', 'POST', '/sign-in', 'Sign in at this window with a PIN')
    .input(z.object({ operatorId: OperatorId, pin: z.string().max(12) }))
    .output(OperatorView),
  signInWithBadge: procedure(
    'public',
    'POST',
    '/sign-in/badge',
    'Sign in at this window with a scanned badge; gives the rights of a packer',
  )
    .input(
      z.union([
        z.object({ code: z.string().max(100) }),
        /** Of a badge that a scanner on a cable read, as the live event brought it. */
        z.object({ ticket: z.string().max(100) }),
      ]),
    )
    .output(OperatorView),
  makeBadge: procedure(
    'admin',
    'POST',
    '/operators/{id}/badge',
    'Make a badge; it is shown once, an earlier one is void',
  )
    .input(z.object({ id: OperatorId }))
    .output(z.object({ pngBase64: z.string() })),
  revokeBadge: procedure('admin', 'DELETE', '/operators/{id}/badge', 'Revoke a badge')
    .input(z.object({ id: OperatorId }))
    .output(z.object({})),
  signOut: procedure('public', 'POST', '/sign-out', 'Leave this window').output(z.object({})),
  createOperator: procedure('admin', 'POST', '/operators', 'Add a person')
    .input(
      z.object({
        name: z.string().min(1).max(40),
        role: Role,
        pin: z
          .string()
          .regex(/^\d{4,12}$/)
          .nullable(),
        rights: z.array(OperatorRight).max(OperatorRight.options.length).optional(),
      }),
    )
    .output(OperatorView),
  updateOperator: procedure('admin', 'PATCH', '/operators/{id}', 'Change a person')
    .input(
      z.object({
        id: OperatorId,
        name: z.string().min(1).max(40).optional(),
        role: Role.optional(),
        pin: z
          .string()
          .regex(/^\d{4,12}$/)
          .nullish(),
        active: z.boolean().optional(),
        rights: z.array(OperatorRight).max(OperatorRight.options.length).optional(),
      }),
    )
    .output(OperatorView),
  audit: procedure('lead', 'GET', '/audit', 'What people did')
    .input(
      z.object({
        limit: z.coerce.number().int().min(1).max(500).default(100),
        /** Entries older than this `seq`. */
        before: z.coerce.number().int().nullish(),
        actor: z.string().max(100).nullish(),
        act: z.string().max(100).nullish(),
        fromMs: z.coerce.number().int().nullish(),
        toMs: z.coerce.number().int().nullish(),
      }),
    )
    .output(
      z.object({
        /** Names that can be filtered by; none on later pages (`before`). */
        actors: z.array(z.string()),
        acts: z.array(z.string()),
        entries: z.array(
          z.object({
            seq: z.int(),
            atMs: z.int(),
            actorName: z.string(),
            act: z.string(),
            target: z.string(),
            /** What people call the target; null when it has no other name or is gone. */
            targetName: z.string().nullable(),
            data: z.record(z.string(), z.unknown()),
          }),
        ),
      }),
    ),
  tokens: procedure('admin', 'GET', '/api-tokens', 'Tokens of integrations').output(
    z.object({
      tokens: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          scope: z.enum(['read', 'operate', 'admin']),
          createdAtMs: z.int(),
          lastUsedAtMs: z.int().nullable(),
          revokedAtMs: z.int().nullable(),
        }),
      ),
    }),
  ),
  createToken: procedure('admin', 'POST', '/api-tokens', 'Make a token; it is shown once')
    .input(z.object({ name: z.string().min(1).max(60), scope: z.enum(['read', 'operate', 'admin']) }))
    .output(z.object({ id: z.string(), token: z.string() })),
  revokeToken: procedure('admin', 'DELETE', '/api-tokens/{id}', 'Revoke a token')
    .input(z.object({ id: z.string() }))
    .output(z.object({})),
};

export const jobsContract = {
  list: procedure('read', 'GET', '/jobs', 'Background work')
    .input(
      z.object({
        /** `open`: waiting or leased. */
        state: z.enum(['waiting', 'leased', 'open', 'done', 'parked', 'cancelled']).nullish(),
        /** False leaves out, also of the counts, work that comes again by itself and goes well; what is parked always shows. */
        routine: z.boolean().default(true),
        limit: z.coerce.number().int().min(1).max(200).default(100),
      }),
    )
    .output(z.object({ jobs: z.array(JobView), counts: z.record(z.string(), z.int()) })),
  retry: procedure('operate', 'POST', '/jobs/{id}/retry', 'Try a parked job again')
    .input(z.object({ id: z.string() }))
    .output(JobView),
  cancel: procedure('lead', 'POST', '/jobs/{id}/cancel', 'Give a parked job up, with a reason')
    .input(z.object({ id: z.string(), reason: z.string().min(1).max(200) }))
    .output(JobView),
};

export const SettingView = z.object({
  name: z.string(),
  value: z.unknown(),
  version: z.int(),
  defaultValue: z.unknown(),
});
export const settingsContract = {
  list: procedure('public', 'GET', '/settings', 'All settings').output(z.object({ settings: z.array(SettingView) })),
  set: procedure('lead', 'PUT', '/settings/{name}', 'Change one setting; refused when someone changed it meanwhile')
    .input(z.object({ name: z.string(), value: z.unknown(), version: z.int() }))
    .output(SettingView),
  history: procedure('lead', 'GET', '/settings/{name}/history', 'Earlier values')
    .input(z.object({ name: z.string() }))
    .output(
      z.object({
        versions: z.array(z.object({ version: z.int(), value: z.unknown(), atMs: z.int(), actorName: z.string() })),
      }),
    ),
};

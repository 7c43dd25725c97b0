import { implement } from '@orpc/server';
import { contract } from '#shared/contract/index.ts';
import type { OperatorView } from '#shared/contract/auth.ts';
import type { SystemStatus } from '#shared/contract/system.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { SETTINGS } from '#shared/model/settings.ts';
import type { z } from 'zod';
import { NOW, ORDERS } from './mock-data.ts';
import { OPERATORS } from './mock-people-and-devices.ts';
import { drawLabel } from './mock-label.ts';
import { publish } from './mock-live.ts';
import { printJobs, setScale } from './mock-packing.ts';

const os = implement(contract);
const start = new URLSearchParams(window.location.search);

let mode = (start.get('mode') ?? 'ready') as z.infer<typeof SystemStatus>['mode'];
let operator: OperatorView | null =
  start.get('signedIn') === 'no' || mode === 'first_run'
    ? null
    : (OPERATORS[start.get('role') === 'admin' ? 0 : 1] ?? null);

const settings = Object.entries(SETTINGS).map(([name, { defaultValue }], index) => ({
  name,
  value: defaultValue as unknown,
  version: index % 4,
  defaultValue: defaultValue as unknown,
}));

const CHECK = {
  atMs: NOW,
  appVersion: '0.1.0',
  hostKind: 'node',
  findings: [
    { name: 'runtime', state: 'ok' as const, data: { version: 'Node 24', platform: 'linux x64' } },
    { name: 'label', state: 'failed' as const, data: { detail: 'barcode not read back' } },
  ],
};

export const mockSystem = {
  system: {
    status: os.system.status.handler(() => ({
      version: '0.1.0',
      host: 'node',
      mode,
      problem: mode === 'read_only' ? { code: 'ERR_DB_CORRUPT' as const, data: {} } : null,
      operator,
      outboxWaiting: 3,
      outboxParked: 1,
      printOpen: 0,
      demo: true,
      demoAvailable: true,
      ordersTotal: ORDERS.length,
      keystoreKind: 'file',
      nowMs: NOW,
      zone: 'Asia/Shanghai',
      stationId: 'station-1',
    })),
    events: os.system.events.handler(async function* () {}),
    verify: os.system.verify.handler(() => ({
      ok: false,
      checks: [
        { name: 'file', ok: true, checked: 1, problems: [] },
        { name: 'event-chains', ok: true, checked: 2400, problems: [] },
        {
          name: 'stock-ledger',
          ok: false,
          checked: 5,
          problems: [{ code: 'movement_unlinked', data: { movement: 119 } }],
        },
        { name: 'label-keys', ok: true, checked: 871, problems: [] },
      ],
    })),
    machineCheck: os.system.machineCheck.handler(() => ({ check: CHECK })),
    checkMachine: os.system.checkMachine.handler(() => ({ check: CHECK })),
    supportBundle: os.system.supportBundle.handler(() => ({ path: '/data/support/packbench-support-2026-11-22.zip' })),
    startDemo: os.system.startDemo.handler(() => ({})),
    addDemoOrders: os.system.addDemoOrders.handler(() => ({})),
    demoBench: os.system.demoBench.handler(() => ({
      possible: ['printer_paper_out'],
      standing: [],
      printers: [],
      components: [],
    })),
    setDemoFault: os.system.setDemoFault.handler(({ input }) => ({
      possible: ['printer_paper_out'],
      standing: input.isOn ? [input.fault] : [],
      printers: [],
      components: [],
    })),
    setDemoComponent: os.system.setDemoComponent.handler(({ input }) => ({
      possible: [],
      standing: [],
      printers: [],
      components: input.isOn ? [{ id: input.id, printed: [] }] : [],
    })),
    setDemoPrinter: os.system.setDemoPrinter.handler(({ input }) => ({
      possible: ['printer_paper_out'],
      standing: [],
      printers: input.isOn ? [input.id] : [],
      components: [],
    })),
    printDemoWaybill: os.system.printDemoWaybill.handler(({ input }) => ({
      possible: [],
      standing: [],
      printers: [],
      components: [{ id: input.id, printed: [{ task: '73100087654321 · HPRT N41' }] }],
    })),
    demoShops: os.system.demoShops.handler(() => ({ shops: [], platforms: [], aheadMs: 0 })),
    openDemoShop: os.system.openDemoShop.handler(() => {
      throw new AppError('ERR_HOST_NOT_FOUND', { what: 'demo' });
    }),
    closeDemoShop: os.system.closeDemoShop.handler(() => {
      throw new AppError('ERR_HOST_NOT_FOUND', { what: 'demo' });
    }),
    passDemoTime: os.system.passDemoTime.handler(() => ({ shops: [], platforms: [], aheadMs: 0 })),
    commandDemoShop: os.system.commandDemoShop.handler(() => {
      throw new AppError('ERR_HOST_NOT_FOUND', { what: 'demo' });
    }),
    demoPayments: os.system.demoPayments.handler(() => ({ tills: [], callbacks: [], orders: [] })),
    commandDemoPayments: os.system.commandDemoPayments.handler(() => ({ tills: [], callbacks: [], orders: [] })),
    demoScale: os.system.demoScale.handler(({ input }) => {
      setScale(input.grams);
      return {};
    }),
    demoLabels: os.system.demoLabels.handler(() => ({
      labels: printJobs.map((job, index) => ({
        number: index + 1,
        pngBase64: drawLabel(job.trackingNumber ?? '', '张*'),
        barcodes: [job.trackingNumber ?? ''],
      })),
    })),
    finishFirstRun: os.system.finishFirstRun.handler(() => {
      mode = 'ready';
      operator = OPERATORS[0] ?? null;
      publish('system');
      return { recoveryKey: 'PB1-7Q4M-XK2D-99HT-3WVA-C6RP-0ZEN-8JYF-5GBS' };
    }),
    enterRecoveryKey: os.system.enterRecoveryKey.handler(() => {
      throw new AppError('ERR_DB_RECOVERY_KEY_INVALID');
    }),
    showRecoveryKey: os.system.showRecoveryKey.handler(() => ({
      recoveryKey: 'PB1-7Q4M-XK2D-99HT-3WVA-C6RP-0ZEN-8JYF-5GBS',
    })),
  },
  auth: {
    operators: os.auth.operators.handler(() => ({ operators: OPERATORS })),
    signIn: os.auth.signIn.handler(({ input }) => {
      const found = OPERATORS.find((candidate) => candidate.id === input.operatorId);
      if (!found) throw new AppError('ERR_AUTH_OPERATOR_UNKNOWN');
      if (found.hasPin && input.pin !== '1234') throw new AppError('ERR_AUTH_PIN_WRONG', { left: 3 });
      operator = found;
      publish('system');
      return found;
    }),
    signInWithBadge: os.auth.signInWithBadge.handler(() => {
      throw new AppError('ERR_AUTH_BADGE_UNKNOWN');
    }),
    makeBadge: os.auth.makeBadge.handler(() => ({ pngBase64: '' })),
    revokeBadge: os.auth.revokeBadge.handler(() => ({})),
    signOut: os.auth.signOut.handler(() => {
      operator = null;
      publish('system');
      return {};
    }),
    createOperator: os.auth.createOperator.handler(() => OPERATORS[0] as OperatorView),
    updateOperator: os.auth.updateOperator.handler(() => OPERATORS[0] as OperatorView),
    audit: os.auth.audit.handler(() => ({
      actors: ['Maria', '周师傅'],
      acts: ['operator.sign_in', 'order.reveal_recipient', 'print.reprint', 'setting.change'],
      entries: Array.from({ length: 24 }, (_, index) => ({
        seq: 24 - index,
        atMs: NOW - index * 311_000,
        actorName: index % 3 === 0 ? 'Maria' : '周师傅',
        act: ['operator.sign_in', 'order.reveal_recipient', 'print.reprint', 'setting.change'][index % 4] ?? '',
        target: ['op-3', '3984512076512345', 'SF1400000000123', 'weightToleranceG'][index % 4] ?? '',
        targetName: null,
        data: { reason: 'test' },
      })),
    })),
    tokens: os.auth.tokens.handler(() => ({
      tokens: [
        {
          id: 'tok-1',
          name: 'BI nightly',
          scope: 'read' as const,
          createdAtMs: NOW - 86_400_000,
          lastUsedAtMs: NOW - 3_000_000,
          revokedAtMs: null,
        },
      ],
    })),
    createToken: os.auth.createToken.handler(() => ({ id: 'tok-2', token: 'pb_live_4f9a0c8e2d71b6' })),
    revokeToken: os.auth.revokeToken.handler(() => ({})),
  },
  settings: {
    list: os.settings.list.handler(() => ({ settings })),
    set: os.settings.set.handler(({ input }) => {
      const setting = settings.find((candidate) => candidate.name === input.name);
      if (!setting || (typeof input.value === 'number' && input.value < 0))
        throw new AppError('ERR_HOST_SETTING_INVALID', { name: input.name, problem: 'must be 0 or more' });
      return Object.assign(setting, { value: input.value, version: setting.version + 1 });
    }),
    history: os.settings.history.handler(({ input }) => ({
      versions: [
        { version: 2, value: 30, atMs: NOW - 86_400_000, actorName: 'Maria' },
        { version: 1, value: input.name, atMs: NOW - 2 * 86_400_000, actorName: '林晓' },
      ],
    })),
  },
  backups: {
    list: os.backups.list.handler(() => ({
      backups: [
        {
          id: 'b1',
          path: '/data/backups/2026-11-22T04-00.pbk',
          kind: 'scheduled',
          atMs: NOW - 9_000_000,
          bytes: 48_200_000,
          verifiedAtMs: NOW - 8_990_000,
          failure: null,
          copyFailure: null,
          isAhead: false,
        },
        {
          id: 'b2',
          path: '/media/usb/packbench/2026-11-21T20-00.pbk',
          kind: 'second',
          atMs: NOW - 38_000_000,
          bytes: 47_900_000,
          verifiedAtMs: null,
          failure: 'disk full',
          copyFailure: null,
          isAhead: false,
        },
      ],
    })),
    create: os.backups.create.handler(() => ({
      id: 'b3',
      path: '/data/backups/now.pbk',
      kind: 'manual',
      atMs: NOW,
      bytes: 48_300_000,
      verifiedAtMs: NOW,
      failure: null,
      copyFailure: null,
      isAhead: false,
    })),
    check: os.backups.check.handler(() => ({ ok: true, detail: 'integrity ok, 2400 orders', orders: 2400 })),
    lastGood: os.backups.lastGood.handler(() => null),
    salvage: os.backups.salvage.handler(() => {
      throw new AppError('ERR_DB_KEY_WRONG');
    }),
    restore: os.backups.restore.handler(() => ({ undoId: 'b4' })),
  },
};

import { flushCompileCache } from 'node:module';
import { openNodeKeystore } from '#main/app/keystore-node.ts';
import type { Services } from '#main/app/services.ts';
import { startWorkstation } from '#main/app/workstation.ts';
import { testLabel100x150, testLabelData } from '#main/documents/layout/templates/test-label-100x150.ts';
import type { Act } from '#main/usecases/actor.ts';
import { createDevice } from '#main/usecases/devices/manage-devices.ts';
import { decidePrintJob } from '#main/usecases/printing/decide-print-job.ts';
import { ASKING, UNDER_WAY, WAITING } from '#main/usecases/printing/print-job-rows.ts';
import { queueLabel } from '#main/usecases/printing/queue-label.ts';
import { viewQueueDetail } from '#main/usecases/printing/view-print-queues.ts';
import type { FromPowerCutChild, ToPowerCutChild } from '#tests/faults/printing/power-cut-messages.ts';
import { untilCommitted } from '#tests/support/until-committed.ts';

/** A workstation that prints one batch; killed at any moment, it must carry on where it stood when started again. */
const OPERATOR: Act = { actor: { kind: 'operator', id: 'op', name: 'Op' }, source: 'robot', traceId: 'robot' };
const BATCH = 'batch-1';

const looks = new Map<number, (labels: number) => void>();
let lookCount = 0;

function tell(message: FromPowerCutChild): void {
  process.send?.(message);
}

process.on('message', (message: ToPowerCutChild) => {
  if (message.kind === 'seen') looks.get(message.id)?.(message.labels);
  else void work(message);
});

async function work(start: Extract<ToPowerCutChild, { kind: 'start' }>): Promise<void> {
  flushCompileCache();
  const workstation = await startWorkstation({
    hostKind: 'test',
    appVersion: '0.0.0-test',
    dataDir: start.dataDir,
    resourcesDir: 'resources',
    requestRestart() {},
    keystore: await openNodeKeystore(start.dataDir, { prefer: 'file' }),
  });
  const { services } = workstation;
  const deviceId = await addPrinter(services, start.port);
  queueBatch(services, deviceId, start.labels);
  services.printQueue.wakeAll();
  tell({ kind: 'ready' });
  await printEverything(services, deviceId);
  const states = services.context.read
    .pluck<[string], string>(
      'SELECT p.state FROM print_jobs p WHERE p.batch_id = ? AND p.print_number = (SELECT MAX(n.print_number) FROM print_jobs n WHERE n.label_key = p.label_key) ORDER BY p.batch_position',
    )
    .all(BATCH);
  await workstation.stop();
  tell({ kind: 'finished', states });
  process.disconnect();
}

async function addPrinter(services: Services, port: number): Promise<string> {
  const known = services.devices.list()[0]?.id;
  if (known !== undefined) return known;
  const id = createDevice(services.context, OPERATOR, {
    name: 'Printer',
    isDefault: true,
    config: {
      kind: 'printer',
      address: { kind: 'tcp', host: '127.0.0.1', port },
      languageId: 'tspl',
      dotsPerMm: 8,
      widthMm: 100,
      heightMm: 150,
      gapMm: 2,
      darkness: null,
      speed: null,
      rotate180: false,
    },
  });
  await services.devices.sync();
  return id;
}

/** All or nothing, and once, however often it is called: what is queued already is found under its key. */
function queueBatch(services: Services, deviceId: string, labels: number): void {
  const { context } = services;
  context.db.transaction((tx) => {
    tx.prepare<[string]>(
      'INSERT INTO print_batches (id, kind, order_json, operator_id, created_at_ms) VALUES (?, \'waybill\', \'{"keys":["sku"],"reversed":false}\', \'op\', 0) ON CONFLICT DO NOTHING',
    ).run(BATCH);
    for (let position = 1; position <= labels; position += 1)
      queueLabel(tx, context, OPERATOR, context.clock.nowMs(), {
        labelKey: `${BATCH}:${position}`,
        kind: 'test',
        orderId: null,
        shipmentId: null,
        deviceId,
        templateId: testLabel100x150.id,
        data: testLabelData({
          printerName: 'Printer',
          address: 'tcp',
          language: 'tspl',
          dotsPerMm: 8,
          printedAt: '2026-11-28',
          testCode: codeOf(position),
        }),
        contentHash: '',
        batch: { id: BATCH, position },
      });
  });
}

function codeOf(position: number): string {
  return `T${String(position).padStart(4, '0')}`;
}

/** Answers every question truthfully until the queue is empty. */
async function printEverything(services: Services, deviceId: string): Promise<void> {
  for (;;) {
    // Asked after each of thousands of commits: the view of the queue, with all its labels, would cost more than printing.
    const moving = services.context.read.pluck<[string], number>(
      `SELECT EXISTS (SELECT 1 FROM print_jobs p WHERE p.device_id = ? AND (${WAITING} OR ${UNDER_WAY}))`,
    );
    const asking = services.context.read.pluck<[string], number>(
      `SELECT EXISTS (SELECT 1 FROM print_jobs p WHERE p.device_id = ? AND ${ASKING})`,
    );
    await untilCommitted(services.context.db, () => asking.get(deviceId) === 1 || moving.get(deviceId) === 0);
    const [asked] = viewQueueDetail(services.context.read, deviceId).asking;
    if (!asked) return;
    const labels = await look(codeOf(asked.batch?.position ?? 0));
    decidePrintJob(services.context, OPERATOR, asked.id, labels > 0 ? 'printed' : 'reprint');
    services.printQueue.wakeAll();
  }
}

function look(code: string): Promise<number> {
  lookCount += 1;
  const id = lookCount;
  return new Promise((resolve) => {
    looks.set(id, resolve);
    tell({ kind: 'look', id, code });
  });
}

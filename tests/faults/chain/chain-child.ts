import { flushCompileCache } from 'node:module';
import { STATION_ID } from '#main/app/station-id.ts';
import { openNodeKeystore } from '#main/app/keystore-node.ts';
import { connectDemo } from '#main/app/connect-demo.ts';
import type { Services } from '#main/app/services.ts';
import { startWorkstation } from '#main/app/workstation.ts';
import type { Act } from '#main/usecases/actor.ts';
import { finishParcel } from '#main/usecases/packing/finish-parcel.ts';
import { nextParcel } from '#main/usecases/packing/leave-parcel.ts';
import { scanCode } from '#main/usecases/packing/scan-code.ts';
import { viewStation } from '#main/usecases/packing/view-station.ts';
import { weighParcelManually } from '#main/usecases/packing/weigh-parcel.ts';
import { decidePrintJob } from '#main/usecases/printing/decide-print-job.ts';
import { pullNow } from '#main/usecases/shops/manage-shops.ts';
import type { PackingState } from '#shared/contract/packing.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { FromChild, ToChild } from '#tests/faults/chain/chain-messages.ts';
import { until } from '#tests/support/until.ts';

/** A workstation with an operator who never tires. Killed at any moment, it must carry on where it stood when started again. */
const ROBOT: Act = { actor: { kind: 'operator', id: 'robot', name: 'robot' }, source: 'robot', traceId: 'robot' };
const MAX_IDLE_ROUNDS = 200;

const looks = new Map<number, (labels: number) => void>();
let lookCount = 0;

function tell(message: FromChild): void {
  process.send?.(message);
}

process.on('message', (message: ToChild) => {
  if (message.kind === 'seen') looks.get(message.id)?.(message.labels);
  else void work(message);
});

async function work(start: Extract<ToChild, { kind: 'start' }>): Promise<void> {
  // Written at the end of a process otherwise, and this one is killed.
  flushCompileCache();
  tell({ kind: 'step', step: 'starting' });
  const workstation = await startWorkstation({
    hostKind: 'test',
    appVersion: '0.0.0-test',
    dataDir: start.dataDir,
    resourcesDir: 'resources',
    requestRestart() {},
    keystore: await openNodeKeystore(start.dataDir, { prefer: 'file' }),
  });
  const { services } = workstation;
  await connectDemo(
    {
      context: services.context,
      shops: services.shops,
      carriers: services.carrierPlugins,
      devices: services.devices,
      stationId: STATION_ID,
    },
    { ...start.addresses, shopify: { ...start.addresses.shopify, setWebhookTarget() {} }, pushUrlOf: () => null },
  );
  tell({ kind: 'step', step: 'ready' });
  for (const { id } of services.context.read.prepare<[], { id: string }>('SELECT id FROM shops').all())
    pullNow(services.context, id);
  await services.jobs.whenIdle();
  await packEverything(services);
  await services.jobs.whenIdle();
  const report = await services.verify();
  const shipped =
    services.context.read
      .prepare<[], { n: number }>("SELECT COUNT(*) AS n FROM orders WHERE fulfilment = 'shipped'")
      .get()?.n ?? 0;
  await workstation.stop();
  tell({
    kind: 'finished',
    shipped,
    problems: report.checks.flatMap((check) =>
      check.problems.map((problem) => `${check.name}: ${JSON.stringify(problem)}`),
    ),
  });
  process.disconnect();
}

async function packEverything(services: Services): Promise<void> {
  const { read } = services.context;
  for (let round = 0; round < MAX_IDLE_ROUNDS; round += 1) {
    if (state(services).phase !== 'idle') await carryOn(services);
    const unfinished = read
      .prepare<[], { external_number: string }>(
        "SELECT o.external_number FROM shipments s JOIN orders o ON o.id = s.order_id WHERE s.state IN ('open', 'packed') LIMIT 1",
      )
      .get();
    const next =
      unfinished ??
      read
        .prepare<[], { external_number: string }>(
          "SELECT external_number FROM orders WHERE status = 'ready_to_pack' ORDER BY paid_at_ms, id LIMIT 1",
        )
        .get();
    if (!next) return;
    const opened = scanCode(services.context, ROBOT, STATION_ID, next.external_number);
    if (opened.problem) throw new AppError(opened.problem.code, opened.problem.data);
    tell({ kind: 'step', step: 'opened' });
    await carryOn(services);
  }
}

/** Does whatever the screen asks for until the parcel is done. */
async function carryOn(services: Services): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) {
    const now = state(services);
    tell({ kind: 'step', step: now.phase });
    if (now.phase === 'idle') return;
    if (now.phase === 'items') scanItems(services, now);
    else if (now.phase === 'weigh') {
      if (now.weightG === null)
        weighParcelManually(services.context, ROBOT, STATION_ID, services.weightPolicy(), {
          grams: now.expectedG ?? 500,
          override: null,
        });
      await finish(services);
    } else if (now.phase === 'label') await finish(services);
    else if (now.phase === 'ask') await answer(services, now);
    else if (now.phase === 'printing') await until(() => state(services).phase !== 'printing', 'the printer is done');
    else return nextParcel(services.context, STATION_ID);
  }
  throw new Error('the parcel never came to an end');
}

function scanItems(services: Services, now: PackingState): void {
  for (const line of now.lines) {
    for (let unit = line.scannedQuantity; unit < line.dueQuantity; unit += 1) {
      const outcome = scanCode(services.context, ROBOT, STATION_ID, line.barcodes[0] ?? line.skuCode);
      if (outcome.problem) throw new AppError(outcome.problem.code, outcome.problem.data);
      tell({ kind: 'step', step: 'item' });
    }
  }
}

async function finish(services: Services): Promise<void> {
  await finishParcel(services.context, services.finish, ROBOT, STATION_ID, new AbortController().signal);
  tell({ kind: 'step', step: 'finished' });
}

/** An unknown waybill is asked for again under its key; for an unknown print a person looks at the printer. */
async function answer(services: Services, now: PackingState): Promise<void> {
  if (!now.printJob) return finish(services);
  lookCount += 1;
  const id = lookCount;
  const labels = await new Promise<number>((resolve) => {
    looks.set(id, resolve);
    tell({ kind: 'look', id, trackingNumber: now.trackingNumber ?? '' });
  });
  const jobId = decidePrintJob(services.context, ROBOT, now.printJob.id, labels > 0 ? 'printed' : 'reprint');
  services.printQueue.wakeAll();
  tell({ kind: 'step', step: `decided ${jobId}` });
}

function state(services: Services): PackingState {
  return viewStation(services.context.read, STATION_ID, services.weightPolicy(), 0);
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { STATION_ID } from '#main/app/station-id.ts';
import { openNodeKeystore } from '#main/app/keystore-node.ts';
import { startWorkstation } from '#main/app/workstation.ts';
import type { Workstation } from '#main/app/workstation.ts';
import type { Act } from '#main/usecases/actor.ts';
import { finishParcel } from '#main/usecases/packing/finish-parcel.ts';
import { scanCode } from '#main/usecases/packing/scan-code.ts';
import { viewStation } from '#main/usecases/packing/view-station.ts';
import { weighParcelManually } from '#main/usecases/packing/weigh-parcel.ts';
import { pullNow } from '#main/usecases/shops/manage-shops.ts';
import type { PackingState } from '#shared/contract/packing.ts';
import { sharedDocuments } from '#tests/support/shared-documents.ts';

export const OPERATOR: Act = {
  actor: { kind: 'operator', id: 'op', name: 'Operator' },
  source: 'test',
  traceId: 'trace',
};

/** The whole product with its demo store, in a data folder of its own. */
export async function startWorkstationBed(orders: number, how: { readonly abroad?: number } = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'packbench-bed-'));
  const workstation: Workstation = await startWorkstation({
    hostKind: 'test',
    appVersion: '0.0.0-test',
    dataDir,
    resourcesDir: 'resources',
    documents: sharedDocuments(),
    requestRestart() {},
    keystore: await openNodeKeystore(dataDir, { prefer: 'file' }),
  });
  const { services } = workstation;
  const { read } = services.context;
  await services.demo.start(orders, how);
  await services.jobs.whenIdle();

  const bed = {
    workstation,
    services,
    dataDir,
    read,
    world: services.demo.world(),
    shopId: (channelId: string) =>
      read.prepare<[string], { id: string }>('SELECT id FROM shops WHERE channel_id = ?').get(channelId)?.id ?? '',
    order: (number: string) =>
      read
        .prepare<[string], { id: string; status: string; external_number: string }>(
          'SELECT id, status, external_number FROM orders WHERE external_number = ?',
        )
        .get(number),
    async pull(channelId: string): Promise<void> {
      pullNow(services.context, bed.shopId(channelId));
      await services.jobs.whenIdle();
    },
    state: (): PackingState => viewStation(read, STATION_ID, services.weightPolicy(), 0),
    scan: (code: string) => scanCode(services.context, OPERATOR, STATION_ID, code),
    /** Opens an order, scans every unit, weighs it as expected. */
    pack(number: string): void {
      bed.scan(number);
      for (const line of bed.state().lines)
        for (let unit = line.scannedQuantity; unit < line.dueQuantity; unit += 1) bed.scan(line.barcodes[0] ?? '');
      weighParcelManually(services.context, OPERATOR, STATION_ID, services.weightPolicy(), {
        grams: bed.state().expectedG ?? 500,
        override: null,
      });
    },
    finish: () => finishParcel(services.context, services.finish, OPERATOR, STATION_ID, new AbortController().signal),
    /** @param shopId null takes an order of any shop */
    readyNumber: (shopId: string | null = null): string =>
      read
        .pluck<[string | null], string>(
          "SELECT external_number FROM orders WHERE status = 'ready_to_pack' AND shop_id = COALESCE(?, shop_id) ORDER BY unit_count, id LIMIT 1",
        )
        .get(shopId) ?? '',
    async stop(): Promise<void> {
      await workstation.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return bed;
}

export type WorkstationBed = Awaited<ReturnType<typeof startWorkstationBed>>;

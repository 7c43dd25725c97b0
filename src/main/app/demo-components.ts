import { DEMO_ACT } from '#main/app/demo-act.ts';
import type { DemoConnections } from '#main/app/connect-demo.ts';
import type { PrintQueue } from '#main/app/print-queue.ts';
import { PRINT_COMPONENTS } from '#main/app/registries.ts';
import { startPrintComponent } from '#main/simulators/print-components/print-component-server.ts';
import type { PrintComponentServer } from '#main/simulators/print-components/print-component-server.ts';
import type { Act } from '#main/usecases/actor.ts';
import { createDevice, updateDevice } from '#main/usecases/devices/manage-devices.ts';
import { printPlatformDocument } from '#main/usecases/printing/print-platform-document.ts';
import { DEMO_COMPONENTS } from '#shared/contract/demo-bench.ts';
import type { DemoBench, DemoComponentId } from '#shared/contract/demo-bench.ts';
import type { DeviceConfig } from '#shared/contract/devices.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** The platforms' print programs on the demo bench: none runs until somebody puts it there. */
export interface DemoComponents {
  view(): DemoBench['components'];
  /** Those that run now, for their faults. */
  running(): readonly PrintComponentServer[];
  /** Starts a platform's program and adds it as a printer, or ends it and switches the printer off. Harmless when it is so already. */
  set(id: DemoComponentId, isOn: boolean): Promise<void>;
  /** Starts those again that ran before this PC was restarted. */
  resume(): Promise<void>;
  /** Queues a waybill as a platform would issue it. @throws AppError ERR_HOST_NOT_FOUND when the program is not on the bench */
  printWaybill(act: Act, id: DemoComponentId): void;
  stop(): Promise<void>;
}

const SHOWN = 5;

/** What print components need beside what the demo store connects. */
export type DemoComponentParts = Pick<DemoConnections, 'context' | 'devices'> & {
  readonly printQueue: Pick<PrintQueue, 'wake'>;
};

export function createDemoComponents({ context, devices, printQueue }: DemoComponentParts): DemoComponents {
  const programs = new Map<DemoComponentId, PrintComponentServer>();

  const nameOf = (id: DemoComponentId): string => {
    const label = PRINT_COMPONENTS.find(id)?.label;
    return `${label?.['zh-CN'] ?? id} · ${label?.en ?? id} (demo)`;
  };
  const deviceOf = (id: DemoComponentId) => devices.list().find(({ name }) => name === nameOf(id));

  async function set(id: DemoComponentId, isOn: boolean): Promise<void> {
    const program = programs.get(id);
    if (isOn === (program !== undefined)) return;
    const device = deviceOf(id);
    if (program) {
      programs.delete(id);
      await program.close();
      if (device) updateDevice(context, DEMO_ACT, { id: device.id, enabled: false });
    } else {
      const started = await startPrintComponent(id);
      programs.set(id, started);
      const config = configOf(id, started);
      if (device) updateDevice(context, DEMO_ACT, { id: device.id, config, enabled: true });
      else createDevice(context, DEMO_ACT, { name: nameOf(id), config, isDefault: false });
    }
    await devices.sync();
  }

  return {
    view: () =>
      [...programs].map(([id, { labels }]) => ({
        id,
        printed: labels
          .slice(-SHOWN)
          .toReversed()
          .map(({ taskId, printer }) => ({ task: `${taskId} · ${printer}` })),
      })),
    running: () => [...programs.values()],
    set,
    async resume() {
      for (const id of DEMO_COMPONENTS) if (deviceOf(id)?.enabled) await set(id, true);
    },
    printWaybill(act, id) {
      const device = deviceOf(id);
      if (!device || !programs.has(id)) throw new AppError('ERR_HOST_NOT_FOUND', { what: 'print component' });
      printPlatformDocument(context, act, {
        deviceId: device.id,
        componentId: id,
        document: sampleDocument(context.clock.nowMs()),
        orderId: null,
      });
      printQueue.wake(device.id);
    },
    async stop() {
      await Promise.all([...programs.values()].map((program) => program.close()));
      programs.clear();
    },
  };
}

function configOf(componentId: DemoComponentId, { port, printers }: PrintComponentServer): DeviceConfig {
  return {
    kind: 'printer',
    address: { kind: 'component', componentId, port, printer: printers[0] ?? '' },
    languageId: 'platform-document',
    dotsPerMm: 8,
    widthMm: 100,
    heightMm: 180,
    gapMm: 3,
    darkness: null,
    speed: null,
    rotate180: false,
  };
}

/** Sealed for the platform's own program, as all of them are (peers.md section 1.4). */
function sampleDocument(nowMs: number) {
  return {
    documentId: `73${nowMs}`,
    contents: [
      {
        encryptedData: `AES:${Buffer.from(String(nowMs)).toString('base64')}`,
        signature: 'MD:demo',
        templateURL: 'https://cloudprint.example/template/100x180',
        ver: 'waybill_print_secret_version_1',
      },
    ],
  };
}

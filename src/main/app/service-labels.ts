import type { DeviceHub } from '#main/app/device-hub.ts';
import type { Services } from '#main/app/services.ts';
import { commandSheet100x150, commandSheetPages } from '#main/documents/layout/templates/command-sheet-100x150.ts';
import { testLabel100x150, testLabelData } from '#main/documents/layout/templates/test-label-100x150.ts';
import type { LabelRenderer } from '#main/usecases/printing/label-renderer.ts';
import { printTestLabel, trySmallPictures } from '#main/usecases/printing/print-test-label.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { listPackagings } from '#main/usecases/weighing/manage-packagings.ts';
import type { PrinterConfig } from '#shared/contract/devices.ts';
import { printerPlace } from '#shared/contract/printer-address.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { formatInZone } from '#shared/i18n/format-in-zone.ts';
import { formatCommandBarcode } from '#shared/scanning/command-barcode.ts';

/** What a printer is asked for by itself, and not for an order: a test label, the sheet of command barcodes. */
export function createServiceLabels(
  context: UseCaseContext,
  renderer: LabelRenderer,
  devices: Pick<DeviceHub, 'view'>,
  zone: () => string,
): Pick<Services, 'printCommandSheet' | 'printTestLabel'> {
  /** @throws AppError ERR_DEVICE_UNKNOWN, ERR_DEVICE_CONFIG_INVALID for a device of another kind */
  function printerOf(deviceId: string): { name: string; config: PrinterConfig } {
    const { name, config } = devices.view(deviceId);
    if (config.kind !== 'printer') throw new AppError('ERR_DEVICE_CONFIG_INVALID', { field: 'kind' });
    return { name, config };
  }

  return {
    async printCommandSheet(act, deviceId) {
      const { config } = printerOf(deviceId);
      const queued: string[] = [];
      const boxes = listPackagings(context.read).map(({ code, name }) => ({
        chinese: name,
        english: `Box · 包装 ${code}`,
        code: formatCommandBarcode('BOX', code),
      }));
      for (const data of commandSheetPages(boxes)) {
        const page = { templateId: commandSheet100x150.id, data };
        queued.push(await printTestLabel(context, renderer, act, deviceId, page, config.dotsPerMm));
      }
      return queued[0] ?? '';
    },
    async printTestLabel(act, deviceId, smallPictures = false) {
      const { name, config } = printerOf(deviceId);
      const data = testLabelData({
        printerName: name,
        address: placeOf(config.address),
        language: config.languageId,
        dotsPerMm: config.dotsPerMm,
        printedAt: formatInZone(context.clock.nowMs(), zone()),
        testCode: `T${context.clock.nowMs().toString(36).toUpperCase()}`,
      });
      const label = { templateId: testLabel100x150.id, data };
      return printTestLabel(
        context,
        renderer,
        act,
        deviceId,
        smallPictures ? trySmallPictures(label) : label,
        config.dotsPerMm,
      );
    },
  };
}

function placeOf(address: PrinterConfig['address']): string {
  if (address.kind === 'tcp') return `${address.host}:${address.port}`;
  return address.kind === 'serial' ? address.path : printerPlace(address);
}

import { listDevices, readDevice } from '#main/app/device-rows.ts';
import type { StoredDevice } from '#main/app/device-rows.ts';
import type { PrinterHub } from '#main/app/printer-hub.ts';
import type { OpenPrinter } from '#main/app/print-queue.ts';
import type { ScaleHub } from '#main/app/scale-hub.ts';
import { scansToday } from '#main/app/scans-today.ts';
import { WedgeScanners } from '#main/app/wedge-scanners.ts';
import type { IdentifiedScan } from '#main/app/wedge-scanners.ts';
import type { ScannerHub } from '#main/app/scanner-hub.ts';
import type { StationScale } from '#main/usecases/packing/station-scale.ts';
import type { TargetPrinter } from '#main/usecases/documents/document-services.ts';
import { printerRole } from '#main/usecases/printing/printer-roles.ts';
import { readQueueMode } from '#main/usecases/printing/queue-modes.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { readStoredJson } from '#main/usecases/read-stored-json.ts';
import type { Problem } from '#shared/contract/common.ts';
import { PrinterConfig } from '#shared/contract/devices.ts';
import type { DeviceView } from '#shared/contract/devices.ts';
import type { PrintKind } from '#shared/contract/print-jobs.ts';
import { sensorOf } from '#shared/model/paper-handling.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { DeviceId } from '#shared/model/ids.ts';

export interface DeviceHubParts {
  readonly context: UseCaseContext;
  readonly printers: PrinterHub;
  readonly scales: ScaleHub;
  readonly scanners: ScannerHub;
  /** Midnight in the warehouse's zone. */
  readonly dayStartMs: () => number;
}

/** All devices of this workstation: rows in the database beside the live connections. */
export class DeviceHub {
  readonly #parts: DeviceHubParts;
  readonly #wedges = new WedgeScanners();

  constructor(parts: DeviceHubParts) {
    this.#parts = parts;
  }

  /** Opens and closes connections so that they match the rows; after start and after each change. */
  async sync(): Promise<void> {
    const devices = listDevices(this.#parts.context.read).filter((device) => device.problem === null);
    await Promise.all([
      this.#parts.printers.sync(devices),
      this.#parts.scales.sync(devices),
      this.#parts.scanners.sync(devices),
    ]);
    this.#wedges.sync(devices);
  }

  list(): DeviceView[] {
    return listDevices(this.#parts.context.read).map((device) => this.#view(device));
  }

  /** @throws AppError ERR_DEVICE_UNKNOWN */
  view(id: string): DeviceView {
    return this.#view(readDevice(this.#parts.context.read, id));
  }

  /** Which of the scanners that type sent this, told by its prefix; null = none that has a name. */
  wedgeScan(typed: string): IdentifiedScan | null {
    return this.#wedges.identify(typed);
  }

  findPrinter(deviceId: string): OpenPrinter | null {
    return this.#parts.printers.find(deviceId);
  }

  /**
   * The printer for new labels of a kind: the station's own for that kind, else the default one, else the oldest; one that
   * runs empty gets none. @throws AppError ERR_PRINTER_NONE, ERR_PRINTER_DRAINING, ERR_DEVICE_CONFIG_UNREADABLE, ERR_PRINTER_OFF
   */
  printerFor(kind: PrintKind, stationId: string): TargetPrinter {
    const chosen = printerRole(this.#parts.context.read, stationId, kind);
    if (chosen !== null && readQueueMode(this.#parts.context.read, chosen) !== 'draining') return this.printer(chosen);
    return this.usualPrinter();
  }

  /** @throws AppError ERR_PRINTER_NONE, ERR_PRINTER_OFF, ERR_PRINTER_DRAINING, ERR_DEVICE_CONFIG_UNREADABLE */
  usualPrinter(): TargetPrinter {
    const device = this.#preferred(
      'printer',
      (printer) => drawsLabels(printer) && readQueueMode(this.#parts.context.read, printer.id) !== 'draining',
    );
    if (!device) throw this.#noPrinterTakesLabels();
    return targetOf(device);
  }

  /** The same, where having none is no fault. */
  findUsualPrinter(): TargetPrinter | null {
    try {
      return this.usualPrinter();
    } catch (error) {
      if (error instanceof AppError) return null;
      throw error;
    }
  }

  /** A printer that somebody chose. @throws AppError ERR_DEVICE_UNKNOWN, ERR_PRINTER_OFF, ERR_DEVICE_CONFIG_UNREADABLE */
  printer(deviceId: string): TargetPrinter {
    const device = readDevice(this.#parts.context.read, deviceId);
    if (!device.enabled) throw new AppError('ERR_PRINTER_OFF', { device: device.name });
    return targetOf(device);
  }

  /** Resolution of a printer, also of one that was removed: its history can still be looked at. */
  dotsPerMm(deviceId: string): number {
    const row = this.#parts.context.read
      .prepare<[string], { config_json: string }>('SELECT config_json FROM devices WHERE id = ?')
      .get(deviceId);
    const config = readStoredJson(PrinterConfig.pick({ dotsPerMm: true }), row?.config_json ?? '');
    return config.ok ? config.value.dotsPerMm : 8;
  }

  /** A station weighs on its own scale, else on the default one, else on the oldest. */
  readonly stationScale: StationScale = {
    live: (stationId) => this.#parts.scales.live(this.#scaleOf(stationId)),
    accept: (stationId) => this.#parts.scales.accept(this.#scaleOf(stationId)),
    release: (stationId) => this.#parts.scales.release(this.#scaleOf(stationId)),
  };

  /**
   * What a scale shows at rest, whether or not a parcel lies on it: for checks, never for parcels.
   * @throws AppError ERR_DEVICE_UNKNOWN, ERR_DEVICE_CONFIG_INVALID for anything but a scale, ERR_DEVICE_OFFLINE, ERR_SCALE_*
   */
  steadyWeight(id: string): { grams: number; rawText: string } {
    const device = readDevice(this.#parts.context.read, id);
    if (device.kind !== 'scale') throw new AppError('ERR_DEVICE_CONFIG_INVALID', { field: 'kind' });
    return this.#parts.scales.steady(id);
  }

  /** Asks a device for a sign of life and shows its raw words. */
  async test(id: string): Promise<{ ok: boolean; detail: string; problem: DeviceView['live']['problem'] }> {
    const device = readDevice(this.#parts.context.read, id);
    if (device.kind === 'printer') await this.#parts.printers.find(id)?.monitor.check();
    const { live } = this.#view(device);
    return {
      ok: live.status === 'online' || live.status === 'busy',
      detail: live.lastCode ?? (live.grams === null ? live.detail : `${live.grams} g`),
      problem: live.problem,
    };
  }

  /**
   * Lets a printer measure its paper. @returns what stands in the way, or null once the command has left
   * @throws AppError ERR_DEVICE_UNKNOWN, ERR_PRINTER_OFF, ERR_PRINTER_NO_CALIBRATION, ERR_PRINTER_NO_GAP
   */
  async calibrate(id: string): Promise<Problem | null> {
    const device = readDevice(this.#parts.context.read, id);
    const printer = this.#parts.printers.find(id);
    if (!printer) throw new AppError('ERR_PRINTER_OFF', { device: device.name });
    const { calibration, label } = printer.language;
    if (!calibration) throw new AppError('ERR_PRINTER_NO_CALIBRATION', { language: label });
    const sensor = sensorOf(printer.config);
    if (sensor === 'continuous') throw new AppError('ERR_PRINTER_NO_GAP', { device: device.name });
    const command = calibration[sensor];
    if (!command) throw new AppError('ERR_PRINTER_NO_CALIBRATION', { language: label });
    const outcome = await printer.monitor.command(command);
    return 'problem' in outcome ? { code: outcome.problem.code, data: { ...outcome.problem.data } } : null;
  }

  async stop(): Promise<void> {
    await Promise.all([this.#parts.printers.stop(), this.#parts.scales.stop(), this.#parts.scanners.stop()]);
  }

  #scaleOf(stationId: string): string {
    const scales = listDevices(this.#parts.context.read).filter((device) => device.kind === 'scale' && device.enabled);
    const placedAt = (place: string | undefined) =>
      scales.filter(({ config }) => config.kind === 'scale' && config.stationId === place);
    const shared = placedAt(undefined);
    return (placedAt(stationId)[0] ?? shared.find((scale) => scale.isDefault) ?? shared[0])?.id ?? '';
  }

  /** Whoever switched the only printer off, or lets it run empty, is not told to buy one. */
  #noPrinterTakesLabels(): AppError {
    const printers = listDevices(this.#parts.context.read).filter(drawsLabels);
    const usual = printers.find(({ isDefault }) => isDefault) ?? printers[0];
    if (!usual) return new AppError('ERR_PRINTER_NONE', {});
    return new AppError(usual.enabled ? 'ERR_PRINTER_DRAINING' : 'ERR_PRINTER_OFF', { device: usual.name });
  }

  #preferred(kind: StoredDevice['kind'], mayServe: (device: StoredDevice) => boolean): StoredDevice | undefined {
    const devices = listDevices(this.#parts.context.read).filter(
      (device) => device.kind === kind && device.enabled && mayServe(device),
    );
    return devices.find((device) => device.isDefault) ?? devices[0];
  }

  #view(device: StoredDevice): DeviceView {
    return {
      id: DeviceId.parse(device.id),
      kind: device.kind,
      name: device.name,
      enabled: device.enabled,
      isDefault: device.isDefault,
      config: device.config,
      live: this.#live(device),
    };
  }

  #live(device: StoredDevice): DeviceView['live'] {
    const unknown = {
      status: 'unknown' as const,
      detail: '',
      problem: null,
      sinceMs: null,
      grams: null,
      stable: null,
      queueLength: null,
      lastCode: null,
    };
    if (!device.enabled) return unknown;
    if (device.problem) return { ...unknown, status: 'blocked', problem: device.problem };
    if (device.kind === 'scale') {
      const live = this.#parts.scales.live(device.id);
      return {
        ...unknown,
        status: live.status === 'online' ? 'online' : 'offline',
        problem: live.status === 'online' ? null : live.problem,
        grams: live.grams,
        stable: live.stable,
        ...(live.zeroOffsetG !== undefined && { zeroOffsetG: live.zeroOffsetG }),
      };
    }
    if (device.kind === 'scanner') {
      const scans = scansToday(this.#parts.context.read, device.id, this.#parts.dayStartMs());
      return { ...unknown, ...this.#parts.scanners.live(device.id), ...scans };
    }
    const live = this.#parts.printers.find(device.id)?.monitor.live();
    if (!live) return unknown;
    const { causes = [], ...rest } = live;
    return { ...unknown, ...rest, causes: [...causes], queueLength: this.#queueLength(device.id) };
  }

  #queueLength(deviceId: string): number {
    return (
      this.#parts.context.read
        .prepare<[string], { n: number }>(
          "SELECT COUNT(*) AS n FROM print_jobs WHERE device_id = ? AND state IN ('queued', 'sending', 'printing', 'blocked')",
        )
        .get(deviceId)?.n ?? 0
    );
  }
}

/** A print component prints waybills of its platform and no pictures of ours. */
function drawsLabels({ config }: StoredDevice): boolean {
  return config.kind === 'printer' && config.address.kind !== 'component';
}

function targetOf({ id, name, config, problem }: StoredDevice): TargetPrinter {
  if (problem) throw new AppError(problem.code, problem.data);
  if (config.kind !== 'printer') throw new AppError('ERR_PRINTER_NONE', {});
  return { deviceId: id, name, dotsPerMm: config.dotsPerMm, widthMm: config.widthMm };
}

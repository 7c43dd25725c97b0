import { createTransport, pathTells } from '#main/app/open-transport.ts';
import type { StoredDevice } from '#main/app/device-rows.ts';
import type { OpenPrinter } from '#main/app/print-queue.ts';
import { PRINTER_LANGUAGES, QUEUE_LANGUAGES } from '#main/app/registries.ts';
import { createPrinterMonitor } from '#main/devices/printers/printer-monitor.ts';
import type { Clock } from '#core/kernel/clock.ts';
import type { Timers } from '#main/lib/timers.ts';

export interface PrinterHubOptions {
  readonly clock: Clock;
  readonly timers: Timers;
  /** A printer's live state changed: refetch, and look whether it can take its waiting labels now. */
  readonly onChange: (deviceId: string) => void;
}

/** Keeps one monitor per printer that is switched on. */
export class PrinterHub {
  readonly #options: PrinterHubOptions;
  readonly #open = new Map<string, OpenPrinter & { readonly configJson: string }>();

  constructor(options: PrinterHubOptions) {
    this.#options = options;
  }

  find(deviceId: string): OpenPrinter | null {
    return this.#open.get(deviceId) ?? null;
  }

  /** Opens what was added, closes what was removed or changed, leaves the rest alone. */
  async sync(devices: readonly StoredDevice[]): Promise<void> {
    const wanted = new Map(
      devices.filter((device) => device.kind === 'printer' && device.enabled).map((device) => [device.id, device]),
    );
    for (const [id, printer] of this.#open) {
      const device = wanted.get(id);
      if (device && JSON.stringify(device.config) === printer.configJson) continue;
      this.#open.delete(id);
      await printer.monitor.stop();
    }
    for (const device of wanted.values()) if (!this.#open.has(device.id)) this.#openOne(device);
  }

  #openOne(device: StoredDevice): void {
    const { config } = device;
    if (config.kind !== 'printer') return;
    const language = PRINTER_LANGUAGES.find(config.languageId) ?? QUEUE_LANGUAGES.find(config.languageId);
    if (!language) return;
    const { clock, timers, onChange } = this.#options;
    const monitor = createPrinterMonitor({
      language,
      pathTells: pathTells(config.address),
      transportFactory: () => createTransport(config.address),
      clock,
      timers,
      onChange: () => onChange(device.id),
    });
    this.#open.set(device.id, { config, language, monitor, configJson: JSON.stringify(config) });
    monitor.start();
  }

  async stop(): Promise<void> {
    const printers = [...this.#open.values()];
    this.#open.clear();
    await Promise.all(printers.map((printer) => printer.monitor.stop()));
  }
}

import { PRINTER_LANGUAGES, QUEUE_LANGUAGES, SCALE_PROTOCOLS } from '#main/app/registries.ts';
import { listInputDevices } from '#main/app/list-input-devices.ts';
import { createLinuxInputSystem } from '#main/devices/transports/input/input-system.ts';
import { listHidDevices } from '#main/app/list-hid-devices.ts';
import { PATTERN_PROTOCOL } from '#main/devices/scales/pattern-protocol.ts';
import { createNodeHidSystem } from '#main/devices/transports/node-hid-system.ts';
import { listSerialPorts } from '#main/devices/transports/list-serial-ports.ts';
import { listPrinterPlaces } from '#main/app/list-printer-places.ts';
import { platformDocument } from '#main/devices/printers/languages/platform-document.ts';
import type { DeviceHub } from '#main/app/device-hub.ts';
import type { createPrinterModels } from '#main/app/printer-models.ts';
import type { Services } from '#main/app/services.ts';

/** What the forms of devices offer: places where one may be plugged in, and what each kind can speak. */
export function createDeviceChoices(
  devices: DeviceHub,
  printerModels: ReturnType<typeof createPrinterModels>,
): Pick<Services, 'listSerialPorts' | 'listPrinterPlaces' | 'listInputDevices' | 'listHidDevices' | 'deviceOptions'> {
  return {
    async listSerialPorts() {
      const typed = devices
        .list()
        .flatMap((device) => (device.config.address.kind === 'serial' ? [device.config.address.path] : []));
      return (await listSerialPorts(typed)).map((port) => ({
        path: port.path,
        // What the path does not say already.
        label: [port.systemPath, port.manufacturer].filter((text) => text && text !== port.path).join(' · '),
      }));
    },
    listPrinterPlaces,
    listInputDevices: () => listInputDevices(createLinuxInputSystem()),
    listHidDevices: () => listHidDevices(createNodeHidSystem()),
    deviceOptions: () => ({
      languages: [
        ...PRINTER_LANGUAGES.all.map(({ id, label }) => ({ id, label, queueOnly: false })),
        // Print components speak one language only: nobody has to choose it.
        ...QUEUE_LANGUAGES.all
          .filter(({ id }) => id !== platformDocument.id)
          .map(({ id, label }) => ({ id, label, queueOnly: true })),
      ],
      printerProfiles: [...printerModels.profiles()],
      scaleProtocols: [...SCALE_PROTOCOLS.all, PATTERN_PROTOCOL].map(({ id, label, serialDefaults }) => ({
        id,
        label,
        ...serialDefaults,
      })),
    }),
  };
}

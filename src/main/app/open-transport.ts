import { createComponentTransport } from '#main/app/component-transport.ts';
import { PRINT_COMPONENTS } from '#main/app/registries.ts';
import { createFileTransport } from '#main/devices/transports/file-transport.ts';
import { createInputTransport } from '#main/devices/transports/input/input-transport.ts';
import { createLinuxInputSystem } from '#main/devices/transports/input/input-system.ts';
import { createIppTransport } from '#main/devices/transports/ipp/ipp-transport.ts';
import { createPrinterNodeTransport } from '#main/devices/transports/printer-node-transport.ts';
import { createHidTransport } from '#main/devices/transports/hid-transport.ts';
import { createNodeHidSystem } from '#main/devices/transports/node-hid-system.ts';
import { createSerialTransport } from '#main/devices/transports/serial-transport.ts';
import { createSpoolerTransport } from '#main/devices/transports/spooler/spooler-transport.ts';
import { createTcpTransport } from '#main/devices/transports/tcp-transport.ts';
import { createUsbTransport } from '#main/devices/transports/usb/usb-transport.ts';
import type { Transport, TransportAddress } from '#main/devices/transports/transport.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** Makes an unopened transport for an address; one line per kind. */
export function createTransport(address: TransportAddress): Transport {
  switch (address.kind) {
    case 'tcp':
      return createTcpTransport(address);
    case 'serial':
      return createSerialTransport(address);
    case 'file':
      return createFileTransport(address);
    case 'printer-node':
      return createPrinterNodeTransport(address);
    case 'ipp':
      return createIppTransport(address);
    case 'usb':
      return createUsbTransport(address);
    case 'spooler':
      return createSpoolerTransport(address);
    case 'component': {
      const component = PRINT_COMPONENTS.find(address.componentId);
      if (!component) throw new AppError('ERR_DEVICE_CONFIG_INVALID', { field: 'componentId' });
      return createComponentTransport(component, address);
    }
    case 'hid':
      return createHidTransport(address, createNodeHidSystem());
    case 'input':
      return createInputTransport(address, createLinuxInputSystem());
  }
}

/** Whether the path itself knows how the printer stands: a keeper of jobs, or a cable that says it. */
export function pathTells(address: TransportAddress): boolean {
  return !['tcp', 'serial', 'hid', 'input'].includes(address.kind);
}

import { createHidTransport } from '#main/devices/transports/hid-transport.ts';
import { createNodeHidSystem } from '#main/devices/transports/node-hid-system.ts';
import { createSerialTransport } from '#main/devices/transports/serial-transport.ts';
import { createTcpTransport } from '#main/devices/transports/tcp-transport.ts';
import type { Transport, TransportAddress } from '#main/devices/transports/transport.ts';

/** Makes an unopened transport for an address; one line per kind. */
export function createTransport(address: TransportAddress): Transport {
  switch (address.kind) {
    case 'tcp':
      return createTcpTransport(address);
    case 'serial':
      return createSerialTransport(address);
    case 'hid':
      return createHidTransport(address, createNodeHidSystem());
  }
}

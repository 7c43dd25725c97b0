import { AppError } from '#shared/errors/app-error.ts';
import { createSerialTransport } from '#main/devices/transports/serial-transport.ts';
import type { SerialAddress } from '#main/devices/transports/serial-transport.ts';

export type SerialProbe =
  | { readonly state: 'free' }
  | { readonly state: 'busy' | 'missing' | 'failed'; readonly error: AppError };

/** Opens the port and gives it back at once: tells whether this workstation could use it now. Sends nothing. */
export async function probeSerialPort(address: SerialAddress): Promise<SerialProbe> {
  const transport = createSerialTransport(address);
  try {
    await transport.open();
    return { state: 'free' };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const state =
      error.code === 'ERR_DEVICE_PORT_BUSY' ? 'busy' : error.code === 'ERR_DEVICE_PORT_MISSING' ? 'missing' : 'failed';
    return { state, error };
  } finally {
    await transport.close();
  }
}

import { inputAddressOf, inputName } from '#main/devices/transports/input/find-input-device.ts';
import type { InputSystem } from '#main/devices/transports/input/input-system.ts';
import type { InputDeviceList } from '#shared/contract/devices.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** Everything that types, each by itself; which of them is a scanner, only a person can say. A system without says so. */
export async function listInputDevices(system: InputSystem): Promise<InputDeviceList> {
  try {
    const all = await system.list();
    return {
      devices: all.map((device) => {
        const address = inputAddressOf(device, all);
        return { address, label: `${device.name} (${inputName(address)})` };
      }),
      problem: null,
    };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { devices: [], problem: { code: error.code, data: error.data } };
  }
}

import type { Finding } from '#main/app/cli/doctor/finding.ts';
import { found } from '#main/app/cli/doctor/finding.ts';
import { listSerialPorts } from '#main/devices/transports/list-serial-ports.ts';

/** serialport: loads, and can ask the system for its ports. */
export async function examineSerial(): Promise<Finding> {
  const ports = await listSerialPorts();
  return found('serial', 'ok', { count: ports.length, ports: ports.map((port) => port.systemPath).join(', ') || '-' });
}

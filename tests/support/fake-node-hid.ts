import { EventEmitter } from 'node:events';
import type { NodeHid, NodeHidDevice } from '#main/devices/transports/node-hid-system.ts';

type Listed = Awaited<ReturnType<NodeHid['devicesAsync']>>[number];

class FakeHidDevice extends EventEmitter implements NodeHidDevice {
  isClosed = false;

  write(report: Buffer): Promise<number> {
    return Promise.resolve(report.length);
  }

  close(): Promise<void> {
    this.isClosed = true;
    return Promise.resolve();
  }
}

/** Stands where node-hid stands: a bus with devices that are plugged in, send reports, are pulled out or may not be opened. */
export class FakeNodeHid implements NodeHid {
  plugged: Listed[] = [];
  /** What hidapi says instead of opening, by path. */
  readonly refusals = new Map<string, string>();
  readonly #open = new Map<string, FakeHidDevice>();

  readonly HIDAsync = {
    open: (path: string): Promise<NodeHidDevice> => {
      const refusal = this.refusals.get(path);
      if (refusal !== undefined) return Promise.reject(new Error(refusal));
      const device = new FakeHidDevice();
      this.#open.set(path, device);
      return Promise.resolve(device);
    },
  };

  devicesAsync(): Promise<Listed[]> {
    return Promise.resolve([...this.plugged]);
  }

  getHidapiVersion(): string {
    return '0.15.0';
  }

  /** One input report of an open device, its number first. */
  report(path: string, bytes: readonly number[]): void {
    this.#open.get(path)?.emit('data', Buffer.from(bytes));
  }

  pullOut(path: string): void {
    this.plugged = this.plugged.filter((device) => device.path !== path);
    this.#open.get(path)?.emit('error', new Error('could not read from HID device'));
  }

  isOpen(path: string): boolean {
    return this.#open.get(path)?.isClosed === false;
  }
}

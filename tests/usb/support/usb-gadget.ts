import { mkdirSync, rmdirSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the device says of itself, and what it can do. */
export interface GadgetPlan {
  /** Which of the virtual ports it is plugged into. */
  readonly port: 0 | 1 | 2 | 3;
  readonly vendorId: string;
  readonly productId: string;
  readonly serialNumber: string;
  readonly manufacturer: string;
  readonly product: string;
  /** `kind.name` as the kernel calls its gadget functions, e.g. `printer.label`, with the files to fill in. */
  readonly functions: Readonly<Record<string, Readonly<Record<string, string | Uint8Array>>>>;
}

/** A USB device that the kernel of the guest plays at one end of its virtual cable; the other end sees a device like any other. */
export interface UsbGadget {
  /** Pulls the cable; the device itself goes on. */
  unplug(): void;
  /** Its nodes must not be open: plugged in again, it starts anew (this kernel cannot put the same cable back). */
  plugIn(): void;
  /** Unplugs and forgets it. Its nodes must not be open. */
  remove(): void;
}

const GADGETS = '/sys/kernel/config/usb_gadget';
const ENGLISH = '0x409';

/** Makes the device and plugs it in. Wants root and the modules libcomposite, dummy_hcd and usb_f_*. */
export function createUsbGadget(plan: GadgetPlan): UsbGadget {
  const folder = join(GADGETS, `device${plan.port}`);
  const controller = `dummy_udc.${plan.port}`;
  const config = join(folder, 'configs', 'c.1');
  const strings = join(folder, 'strings', ENGLISH);
  const names = Object.keys(plan.functions);
  const fill = (...path: string[]) => ({
    with: (value: string | Uint8Array) => writeFileSync(join(folder, ...path), value),
  });

  mkdirSync(folder);
  fill('idVendor').with(`0x${plan.vendorId}`);
  fill('idProduct').with(`0x${plan.productId}`);
  mkdirSync(strings);
  fill('strings', ENGLISH, 'serialnumber').with(plan.serialNumber);
  fill('strings', ENGLISH, 'manufacturer').with(plan.manufacturer);
  fill('strings', ENGLISH, 'product').with(plan.product);
  mkdirSync(config);
  for (const [name, files] of Object.entries(plan.functions)) {
    mkdirSync(join(folder, 'functions', name));
    for (const [file, value] of Object.entries(files)) fill('functions', name, file).with(value);
    symlinkSync(join(folder, 'functions', name), join(config, name));
  }
  fill('UDC').with(controller);

  return {
    unplug: () => writeFileSync(`/sys/class/udc/${controller}/soft_connect`, 'disconnect'),
    plugIn() {
      fill('UDC').with('\n');
      fill('UDC').with(controller);
    },
    remove() {
      fill('UDC').with('\n');
      for (const name of names) unlinkSync(join(config, name));
      for (const name of names) rmdirSync(join(folder, 'functions', name));
      for (const path of [config, strings, folder]) rmdirSync(path);
    },
  };
}

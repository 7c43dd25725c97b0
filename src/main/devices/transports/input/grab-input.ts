import type { KoffiFunc } from 'koffi';

/** `EVIOCGRAB` of Linux, `_IOW('E', 0x90, int)` (linux/input.h): its argument is the number itself. */
const EVIOCGRAB = 0x40044590;
const TAKE = 1;
/** errno of Linux: another program has the device for itself. */
const EBUSY = 16;

let ioctl: { call: KoffiFunc<(fd: number, request: number, value: number) => number>; errno: () => number } | undefined;

/**
 * Takes the keys of an open input node for this program alone, so that they reach no window.
 * @returns false when another program has them @throws Error when the node is none whose keys can be taken
 */
export async function grabInput(fd: number): Promise<boolean> {
  if (!ioctl) {
    const { default: koffi } = await import('koffi');
    // Not declared as variadic: Linux passes the one argument alike.
    const call = koffi.load(null).func('int ioctl(int fd, unsigned long request, long value)');
    ioctl = { call, errno: () => koffi.errno() };
  }
  if (ioctl.call(fd, EVIOCGRAB, TAKE) === 0) return true;
  const errno = ioctl.errno();
  if (errno === EBUSY) return false;
  throw new Error(`EVIOCGRAB: errno ${errno}`);
}

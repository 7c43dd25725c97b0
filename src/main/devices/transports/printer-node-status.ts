import type { KoffiFunc } from 'koffi';

/** `LPGETSTATUS` of Linux: the status byte of the port, as the printer gave it. */
const LPGETSTATUS = 0x060b;

let ioctl: KoffiFunc<(fd: number, request: number, value: number[]) => number> | undefined;

/** The status byte behind an open printer node; null where the node has none (a pipe, a pseudo-terminal, another system). */
export async function readNodeStatus(fd: number): Promise<number | null> {
  if (process.platform !== 'linux') return null;
  // Not declared as variadic, which cannot be called on another thread; Linux passes the one argument alike.
  const { default: koffi } = await import('koffi');
  ioctl ??= koffi.load(null).func('int ioctl(int fd, unsigned long request, _Out_ int *value)');
  const call = ioctl.async;
  const value = [0];
  // Not on this thread: the kernel asks the printer over the cable and waits up to seconds for its answer.
  const result = await new Promise<number>((resolve, reject) =>
    call(fd, LPGETSTATUS, value, (error, answer) => (error ? reject(new Error(String(error))) : resolve(answer))),
  );
  return result === 0 ? (value[0] ?? 0) & 0xff : null;
}

import koffi from 'koffi';

/** The few libc calls that pseudo-terminals need and that Node does not offer. All return 0 (or a pointer) on success. */
export interface LibcPty {
  grantpt(fd: number): number;
  unlockpt(fd: number): number;
  ptsname(fd: number): string | null;
  tcgetattr(fd: number, termios: Buffer): number;
  cfmakeraw(termios: Buffer): void;
  tcsetattr(fd: number, optionalActions: number, termios: Buffer): number;
}

/** Larger than `struct termios` of every supported system (60 bytes on Linux, 72 on macOS), which stays opaque to us. */
export const TERMIOS_BYTES = 256;

/** `TCSANOW`: the change applies at once; the same number on Linux and macOS. */
export const TCSANOW = 0;

let loaded: LibcPty | null | undefined;

/** Binds libc once; null where the system has no pseudo-terminals or koffi cannot load. */
export function libcPty(): LibcPty | null {
  loaded ??= bind();
  return loaded;
}

function bind(): LibcPty | null {
  if (process.platform !== 'linux' && process.platform !== 'darwin') return null;
  try {
    // Null means "what this process has loaded already": works with glibc, musl and libSystem, whatever the file is called.
    const libc = koffi.load(null);
    return {
      grantpt: libc.func('int grantpt(int fd)'),
      unlockpt: libc.func('int unlockpt(int fd)'),
      ptsname: libc.func('const char *ptsname(int fd)'),
      tcgetattr: libc.func('int tcgetattr(int fd, void *termios)'),
      cfmakeraw: libc.func('void cfmakeraw(void *termios)'),
      tcsetattr: libc.func('int tcsetattr(int fd, int actions, void *termios)'),
    };
  } catch {
    return null;
  }
}

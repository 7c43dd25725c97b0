import koffi from 'koffi';
import type { Finding } from '#main/app/cli/doctor/finding.ts';
import { found } from '#main/app/cli/doctor/finding.ts';

/** koffi: loads, and calls into the system's own library. */
export function examineForeignCalls(): Finding {
  const isWindows = process.platform === 'win32';
  const library = koffi.load(isWindows ? 'kernel32.dll' : null);
  const pid: unknown = library.func(isWindows ? 'uint32 GetCurrentProcessId()' : 'int getpid()')();
  return found('koffi', pid === process.pid ? 'ok' : 'failed', {
    version: koffi.version,
    detail: `pid ${String(pid)}`,
  });
}

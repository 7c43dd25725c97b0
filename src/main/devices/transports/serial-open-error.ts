import { messageOf } from '#main/devices/transports/message-of.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ErrorCode } from '#shared/errors/catalog.ts';

/**
 * serialport gives the system's text only, without a code. Texts of Linux, macOS and Windows as its bindings write them;
 * Windows says "Access denied" for a port that another program holds, Linux "Cannot lock port".
 */
const CAUSES: readonly (readonly [pattern: RegExp, code: ErrorCode, cause: string])[] = [
  [/no such file|file not found|no such device|enoent|enxio|enodev/i, 'ERR_DEVICE_PORT_MISSING', 'missing'],
  [/permission denied|eacces/i, 'ERR_DEVICE_PORT_BUSY', 'permission'],
  [
    /lock port|access denied|resource busy|device or resource busy|ebusy|temporarily unavailable/i,
    'ERR_DEVICE_PORT_BUSY',
    'held',
  ],
];

/** Turns the failure of an open into the coded error that names the port; the vendor's text stays in `detail`. */
export function serialOpenError(path: string, error: unknown): AppError {
  const detail = messageOf(error);
  const known = CAUSES.find(([pattern]) => pattern.test(detail));
  const [, code, cause] = known ?? [null, 'ERR_DEVICE_OFFLINE' as const, 'other'];
  return new AppError(code, { path, cause, detail }, { cause: error });
}

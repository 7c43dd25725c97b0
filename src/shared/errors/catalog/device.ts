import { defineErrors } from '#shared/errors/error-definition.ts';

/** Printers, scales, scanners and their transports. */
export const DEVICE_ERRORS = defineErrors({
  ERR_DEVICE_UNKNOWN: { status: 404, level: 'warn', retry: 'after-reload' },
  ERR_DEVICE_CONFIG_INVALID: { status: 422, level: 'warn', retry: 'operator' },
  /** What is stored of a device is of another version. */
  ERR_DEVICE_CONFIG_UNREADABLE: { status: 409, level: 'error', retry: 'operator' },
  ERR_DEVICE_OFFLINE: { status: 503, level: 'warn', retry: 'operator' },
  ERR_DEVICE_PORT_BUSY: { status: 409, level: 'warn', retry: 'operator' },
  ERR_DEVICE_PORT_MISSING: { status: 404, level: 'warn', retry: 'operator' },
  ERR_DEVICE_INTERRUPTED: { status: 409, level: 'error', retry: 'operator' },
  ERR_DEVICE_TIMEOUT: { status: 504, level: 'warn', retry: 'operator' },
  ERR_DEVICE_PROTOCOL: { status: 502, level: 'warn', retry: 'operator' },
  ERR_SCALE_UNSTABLE: { status: 409, level: 'info', retry: 'safe' },
  ERR_SCALE_STALE: { status: 409, level: 'warn', retry: 'operator' },
  ERR_SCALE_OVERLOADED: { status: 409, level: 'warn', retry: 'operator' },
  ERR_SCALE_NEGATIVE: { status: 409, level: 'warn', retry: 'operator' },
  ERR_SCALE_NOT_RETURNED_TO_ZERO: { status: 409, level: 'warn', retry: 'operator' },
  ERR_SCALE_BELOW_MINIMUM: { status: 409, level: 'info', retry: 'operator' },
  ERR_SCALE_SETTINGS: { status: 409, level: 'warn', retry: 'operator' },
  ERR_PRINTER_PAPER_OUT: { status: 409, level: 'warn', retry: 'operator' },
  ERR_PRINTER_COVER_OPEN: { status: 409, level: 'warn', retry: 'operator' },
  ERR_PRINTER_JAMMED: { status: 409, level: 'warn', retry: 'operator' },
  ERR_PRINTER_RIBBON_OUT: { status: 409, level: 'warn', retry: 'operator' },
  ERR_PRINTER_PAUSED: { status: 409, level: 'warn', retry: 'operator' },
  ERR_PRINTER_HEAD_HOT: { status: 409, level: 'warn', retry: 'safe' },
  ERR_PRINTER_BUSY: { status: 409, level: 'info', retry: 'safe' },
  ERR_PRINTER_FAULT: { status: 409, level: 'warn', retry: 'operator' },
  ERR_PRINTER_UNCONFIRMED: { status: 409, level: 'error', retry: 'operator' },
  ERR_PRINTER_FLOW_CONTROL: { status: 409, level: 'warn', retry: 'operator' },
  ERR_PRINTER_PROFILE_INVALID: { status: 422, level: 'warn', retry: 'operator' },
  ERR_PRINTER_NONE: { status: 409, level: 'warn', retry: 'operator' },
});

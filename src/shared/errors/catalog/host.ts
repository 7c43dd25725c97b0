import { defineErrors } from '#shared/errors/error-definition.ts';

/** Hosts, transport, settings and everything without a better home. */
export const HOST_ERRORS = defineErrors({
  ERR_HOST_INTERNAL: { status: 500, level: 'error', retry: 'operator' },
  ERR_HOST_INPUT_INVALID: { status: 400, level: 'warn', retry: 'operator' },
  ERR_HOST_BODY_TOO_LARGE: { status: 413, level: 'warn', retry: 'never' },
  ERR_HOST_PORT_TAKEN: { status: 409, level: 'error', retry: 'operator' },
  /** The data folder cannot be made, is no folder, or must not be written. */
  ERR_HOST_DATA_DIR_UNUSABLE: { status: 500, level: 'error', retry: 'operator' },
  /** Another running host works on the same data folder. */
  ERR_HOST_DATA_IN_USE: { status: 409, level: 'error', retry: 'operator' },
  ERR_HOST_FILE_MISSING: { status: 404, level: 'warn', retry: 'operator' },
  ERR_HOST_FILE_UNWRITABLE: { status: 409, level: 'warn', retry: 'operator' },
  ERR_HOST_NOT_FOUND: { status: 404, level: 'info', retry: 'after-reload' },
  /** No host answers for this data folder. */
  ERR_HOST_NOT_RUNNING: { status: 404, level: 'info', retry: 'operator' },
  ERR_HOST_DISCONNECTED: { status: 503, level: 'warn', retry: 'safe' },
  ERR_HOST_BACKEND_STOPPED: { status: 503, level: 'error', retry: 'safe' },
  ERR_HOST_NODE_TOO_OLD: { status: 500, level: 'error', retry: 'operator' },
  ERR_HOST_ORIGIN_REFUSED: { status: 403, level: 'warn', retry: 'never' },
  ERR_HOST_SETTING_INVALID: { status: 422, level: 'warn', retry: 'operator' },
  ERR_HOST_SETTING_CONFLICT: { status: 409, level: 'warn', retry: 'after-reload' },
  ERR_JOB_UNKNOWN: { status: 404, level: 'warn', retry: 'after-reload' },
  ERR_JOB_PAYLOAD_UNREADABLE: { status: 422, level: 'error', retry: 'operator' },
  /** Work of another version, for which this one has no handler. */
  ERR_JOB_TOPIC_UNKNOWN: { status: 501, level: 'error', retry: 'operator' },
  ERR_JOB_ATTEMPTS_EXHAUSTED: { status: 409, level: 'error', retry: 'operator' },
  ERR_JOB_NOT_PARKED: { status: 409, level: 'info', retry: 'after-reload' },
  /** A scaffolded plugin whose methods nobody has written yet. */
  ERR_PLUGIN_UNFINISHED: { status: 501, level: 'warn', retry: 'never' },
});

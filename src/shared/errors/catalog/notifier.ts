import { defineErrors } from '#shared/errors/error-definition.ts';

/** Robots, mail and webhooks that tell people of alerts. */
export const NOTIFIER_ERRORS = defineErrors({
  ERR_NOTIFIER_UNREACHABLE: { status: 503, level: 'warn', retry: 'safe' },
  ERR_NOTIFIER_THROTTLED: { status: 429, level: 'warn', retry: 'safe' },
  /** Token, signature, keyword or address of the sender. */
  ERR_NOTIFIER_AUTH: { status: 401, level: 'error', retry: 'operator' },
  ERR_NOTIFIER_REFUSED: { status: 422, level: 'error', retry: 'operator' },
  /** The message may have arrived; it is sent again. */
  ERR_NOTIFIER_OUTCOME_UNKNOWN: { status: 502, level: 'warn', retry: 'safe' },
  ERR_NOTIFIER_UNKNOWN: { status: 404, level: 'info', retry: 'after-reload' },
  /** What is stored no longer fits its plugin: a newer version asks for more. */
  ERR_NOTIFIER_CONFIG_UNREADABLE: { status: 409, level: 'error', retry: 'operator' },
  ERR_ALERT_UNKNOWN: { status: 404, level: 'info', retry: 'after-reload' },
  ERR_ALERT_RESOLVED: { status: 409, level: 'info', retry: 'after-reload' },
});

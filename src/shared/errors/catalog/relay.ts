import { defineErrors } from '#shared/errors/error-definition.ts';

/** The relay that takes pushes for this workstation, and the subscriptions at the platforms. */
export const RELAY_ERRORS = defineErrors({
  /** Mistyped: its check digits do not fit. */
  ERR_RELAY_CODE_INVALID: { status: 422, level: 'info', retry: 'operator' },
  /** Plain http to another machine. */
  ERR_RELAY_ADDRESS_INSECURE: { status: 422, level: 'info', retry: 'operator' },
  ERR_RELAY_UNREACHABLE: { status: 503, level: 'warn', retry: 'safe' },
  /** {reason}: unknown_pairing, proof, other_workstation, protocol, impostor */
  ERR_RELAY_REFUSED: { status: 409, level: 'warn', retry: 'operator' },
  ERR_RELAY_PAIRED_ALREADY: { status: 409, level: 'info', retry: 'operator' },
  ERR_RELAY_NOT_PAIRED: { status: 409, level: 'info', retry: 'operator' },
  /** On the command line of the relay. */
  ERR_RELAY_PAIRING_UNKNOWN: { status: 404, level: 'info', retry: 'operator' },
  /** The channel sends no webhooks. */
  ERR_RELAY_NO_WEBHOOKS: { status: 409, level: 'info', retry: 'operator' },
  /** The finding is gone, or nothing can be done from here. */
  ERR_WEBHOOK_NOT_FIXABLE: { status: 409, level: 'info', retry: 'after-reload' },
});

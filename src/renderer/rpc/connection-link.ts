import type { ClientContext, ClientLink } from '@orpc/client';
import type { Connection } from '#renderer/rpc/connection.ts';
import { toAppError } from '#renderer/rpc/to-app-error.ts';

/**
 * Sends each call over whatever connection stands, and waits for one when none does. A call that was under way when the
 * connection broke fails with ERR_HOST_DISCONNECTED: the backend may have done the work, so repeating is the caller's choice.
 */
export function connectionLink(connection: Connection): ClientLink<ClientContext> {
  return {
    async call(path, input, options) {
      try {
        const link = await connection.link(options.signal);
        return await link.call(path, input, options);
      } catch (error) {
        if (options.signal?.aborted) throw error;
        throw toAppError(error);
      }
    },
  };
}

import type { PluginFailure } from '#main/plugins/plugin-result.ts';

interface Denied {
  readonly ok: false;
  readonly failure: PluginFailure;
}

type Asked<Access, Denial> =
  | { readonly ok: true; readonly access: Access }
  | { readonly ok: false; readonly denial: Denial };

/** One call, and how access for it is got. */
export interface AccessCall<Access, Denial, Reply> {
  /** What the shop's credentials hold and is not over yet; null: nothing. */
  readonly held: Access | null;
  send(access: Access): Promise<Reply>;
  ask(): Promise<Asked<Access, Denial>>;
  /** Whether a call was turned away for its access, and so had no effect. */
  isTurnedAway(failure: PluginFailure): boolean;
}

/**
 * For channels whose access can be asked for with id and secret alone: access that is missing, over or turned away is replaced once.
 * What was asked for serves all calls with the same credentials object, which is one job's: each job asks once until the job that
 * renews access has stored it.
 */
export function createFreshAccess<Access, Denial extends Denied>() {
  const asked = new WeakMap<object, Promise<Asked<Access, Denial>>>();
  return async function withAccess<Reply extends { readonly ok: true } | Denied>(
    credentials: object,
    { held, send, ask, isTurnedAway }: AccessCall<Access, Denial, Reply>,
  ): Promise<Reply | Denial> {
    const earlier = asked.get(credentials);
    const granted = await earlier;
    const access = granted?.ok ? granted.access : held;
    if (access !== null) {
      const reply = await send(access);
      if (reply.ok || !isTurnedAway(reply.failure)) return reply;
    }
    let asking = asked.get(credentials);
    // Otherwise another call of the same job has asked meanwhile.
    if (!asking || asking === earlier) {
      asking = ask();
      asked.set(credentials, asking);
    }
    const renewed = await asking;
    return renewed.ok ? send(renewed.access) : renewed.denial;
  };
}

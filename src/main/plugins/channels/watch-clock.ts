import type { HttpClient } from '#main/lib/http-client.ts';

/** Reads the platform's clock beside a call: the `Date` of its answers (RFC 9110), to the second. */
export function watchClock<Context extends { readonly http: HttpClient; readonly clock: { nowMs(): number } }>(
  context: Context,
): { readonly context: Context; readonly aheadMs: () => number | null } {
  let aheadMs: number | null = null;
  const http: HttpClient = {
    async send(request) {
      const sentAtMs = context.clock.nowMs();
      const outcome = await context.http.send(request);
      const said = outcome.kind === 'answer' ? Date.parse(outcome.headers['date'] ?? '') : Number.NaN;
      // The header cuts the second off; the answer was written about halfway.
      if (!Number.isNaN(said)) aheadMs = Math.round(said + 500 - (sentAtMs + context.clock.nowMs()) / 2);
      return outcome;
    },
  };
  return { context: { ...context, http }, aheadMs: () => aheadMs };
}

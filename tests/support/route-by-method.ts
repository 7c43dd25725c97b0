import { forward, startForwarding } from '#tests/support/forwarding-server.ts';

/** A gateway in front of two: calls whose `method` begins with `prefix` go to `other`, the rest to `main`. Bodies and answers pass as they are. */
export function routeByMethod(
  main: string,
  prefix: string,
  other: string,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  return startForwarding((call) => {
    const isOther = new URLSearchParams(call.body.toString('utf8')).get('method')?.startsWith(prefix) ?? false;
    return forward(isOther ? other : main, call);
  });
}

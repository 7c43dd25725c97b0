/** Apps whose platform takes nothing but HMAC-SHA256 by now, learned from a refusal; learned anew after a start. */
const upgraded = new Set<string>();

/** One app at one gateway. */
export interface SigningApp {
  readonly gatewayUrl: string;
  readonly appKey: string;
}

const keyOf = (app: SigningApp): string => `${app.gatewayUrl} ${app.appKey}`;

/** Whether calls of this app are signed by HMAC-SHA256, whatever its settings say. */
export function isSignatureUpgraded(app: SigningApp): boolean {
  return upgraded.has(keyOf(app));
}

/**
 * Platforms retire MD5 at a time of their own. A call that was refused for its signature had no effect and goes out once more under
 * HMAC-SHA256, which is never weaker; where that is taken, all later calls of the app are signed so.
 * @param attempt sends the call; tells whether its signature was refused
 */
export async function withSignatureUpgrade<T, M extends string>(
  app: SigningApp,
  configured: M | 'hmac-sha256',
  attempt: (method: M | 'hmac-sha256') => Promise<{ readonly reply: T; readonly isSignatureRefused: boolean }>,
): Promise<T> {
  const method = isSignatureUpgraded(app) ? 'hmac-sha256' : configured;
  const first = await attempt(method);
  if (!first.isSignatureRefused || method === 'hmac-sha256') return first.reply;
  const second = await attempt('hmac-sha256');
  if (second.isSignatureRefused) return first.reply;
  upgraded.add(keyOf(app));
  return second.reply;
}

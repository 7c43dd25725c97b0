/** Credentials that each way of signing in needs, in the order of the form. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  none: [],
  api_key: ['apiKey'],
  basic: ['userName', 'password'],
  bearer: ['token'],
  hmac: ['signingKey', 'signingSecret'],
  oauth2: ['clientId', 'clientSecret', 'refreshToken', 'accessToken'],
};

/** Names of the credentials for a template; a push address has a secret of its own. */
export function credentialNames(authKind: string, takesPushes: boolean): readonly string[] {
  return [...(FIELDS[authKind] ?? []), ...(takesPushes ? ['pushSecret', 'previousPushSecret'] : [])];
}

/**
 * What a question from the editor needs, all of it. Access that comes by a refresh token is typed in itself: many servers
 * void that token with its first use, and the shop would be left without.
 */
export function askingNames(authKind: string, grant: string): readonly string[] {
  if (authKind !== 'oauth2') return credentialNames(authKind, false);
  return grant === 'refresh_token' ? ['accessToken'] : ['clientId', 'clientSecret'];
}

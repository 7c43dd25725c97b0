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

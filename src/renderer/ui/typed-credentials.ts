/** Credentials that were really typed: an empty field keeps what is stored, and no typed field sends none at all. */
export function typedCredentials(typed: Record<string, unknown> | undefined): {
  credentials?: Record<string, unknown>;
} {
  const credentials = Object.fromEntries(
    Object.entries(typed ?? {}).filter(([, value]) => value !== '' && value !== undefined && value !== null),
  );
  return Object.keys(credentials).length > 0 ? { credentials } : {};
}

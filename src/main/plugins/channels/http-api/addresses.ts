/**
 * Addresses that no shop has: those of the machine's own network link, where clouds hand out their machines' keys. A server on this
 * machine or in the house is a common place for an ERP and allowed; what it may do is decided by who can set up a shop.
 */
export function isForbiddenAddress(url: string): boolean {
  if (!URL.canParse(url)) return true;
  const { protocol, hostname, username, password } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:') return true;
  if (username !== '' || password !== '') return true;
  const host = hostname.toLowerCase().replace(/\.$/, '');
  return (
    host.startsWith('169.254.') ||
    host.startsWith('[fe80:') ||
    host.startsWith('[::ffff:a9fe:') ||
    host === '[fd00:ec2::254]' ||
    host === 'metadata.google.internal' ||
    host === '0.0.0.0' ||
    host === '[::]'
  );
}

/** Base address and path as one; the base may have a path of its own. */
export function joinAddress(baseUrl: string, path: string): URL {
  return new URL(`${baseUrl.replace(/[?#].*$/, '').replace(/\/+$/, '')}${path}`);
}

/** The address of a next page that an answer names; null where it leads to another host: the shop's keys go nowhere else. */
export function nextAddress(link: string, current: URL): URL | null {
  if (!URL.canParse(link, current)) return null;
  const next = new URL(link, current);
  const isOwn = next.origin === current.origin && next.username === '' && next.password === '';
  return isOwn ? next : null;
}

/** The address behind `rel="next"` of a Link header (RFC 8288, 3); null where there is none. */
export function nextOfLinkHeader(header: string): string | null {
  for (const match of header.matchAll(/<([^<>]*)>((?:\s*;\s*[\w*-]+\s*=\s*(?:"[^"]*"|[^\s",;]+))*)/g)) {
    const relation = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s",;]+))/i.exec(match[2] ?? '');
    const relations = (relation?.[1] ?? relation?.[2] ?? '').toLowerCase().split(/\s+/);
    if (relations.includes('next')) return match[1] ?? null;
  }
  return null;
}

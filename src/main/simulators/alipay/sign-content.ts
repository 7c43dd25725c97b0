/** What Alipay signs: `k=v` joined with `&`, keys in byte order (C2 no. 3). */
export function signContent(fields: Readonly<Record<string, string>>, without: readonly string[]): string {
  const names = Object.keys(fields).filter((name) => !without.includes(name));
  names.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return names.map((name) => `${name}=${fields[name]}`).join('&');
}

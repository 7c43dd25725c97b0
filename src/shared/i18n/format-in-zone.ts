const formats = new Map<string, Intl.DateTimeFormat>();

/** UTC ms as `yyyy-MM-dd HH:mm` on the clock of an IANA zone; the PC's own zone is never asked. */
export function formatInZone(atMs: number, zone: string): string {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
    formats.set(zone, format);
  }
  return format.format(atMs);
}

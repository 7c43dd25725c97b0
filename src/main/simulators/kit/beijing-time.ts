/** Chinese platforms mean a fixed UTC+08:00, never a zone with history (reference 0.1, rule 7). */
const OFFSET_MS = 8 * 3_600_000;

/** UTC ms as `yyyy-MM-dd HH:mm:ss` in UTC+08:00. */
export function formatBeijingTime(atMs: number): string {
  const shifted = new Date(atMs + OFFSET_MS);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${shifted.getUTCFullYear()}-${two(shifted.getUTCMonth() + 1)}-${two(shifted.getUTCDate())}`;
  return `${day} ${two(shifted.getUTCHours())}:${two(shifted.getUTCMinutes())}:${two(shifted.getUTCSeconds())}`;
}

/** Reads `yyyy-MM-dd HH:mm:ss` in UTC+08:00; undefined when it is not exactly that or no real date. */
export function parseBeijingTime(text: string): number | undefined {
  const fields = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)$/.exec(text);
  if (!fields) return undefined;
  const [year, month, day, hour, minute, second] = fields.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const atMs = Date.UTC(year, month - 1, day, hour, minute, second) - OFFSET_MS;
  return formatBeijingTime(atMs) === text ? atMs : undefined;
}

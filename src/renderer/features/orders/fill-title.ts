/**
 * The title of an error as a timeline tells it: filled with what the event knows. What it does not know shows as a dash, and where all of
 * that stands behind the title's colon, the title ends there.
 */
export function fillTitle(title: string, data: Readonly<Record<string, unknown>>): string {
  const filled = title.replaceAll(/\{\{(\w+)\}\}/g, (mark, name: string) => {
    const value = data[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : mark;
  });
  const firstUnknown = filled.indexOf('{{');
  if (firstUnknown === -1) return filled;
  const colon = filled.search(/[:：]/);
  return colon !== -1 && colon < firstUnknown ? filled.slice(0, colon) : filled.replaceAll(/\{\{\w+\}\}/g, '—');
}

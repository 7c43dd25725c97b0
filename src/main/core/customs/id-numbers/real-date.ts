/** Whether two-digit year, month and day can be a date in some century. */
export function isRealDate(year: string, month: string, day: string): boolean {
  return ['19', '20'].some((century) => {
    const iso = `${century}${year}-${month}-${day}`;
    const parsed = Date.parse(`${iso}T00:00:00Z`);
    return !Number.isNaN(parsed) && new Date(parsed).toISOString().startsWith(iso);
  });
}

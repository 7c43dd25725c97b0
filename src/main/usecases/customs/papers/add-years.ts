/** The same day so many years later; 29 February becomes 1 March where there is none. @param day `yyyy-mm-dd` */
export function addYears(day: string, years: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year + years, month - 1, date)).toISOString().slice(0, 10);
}

/** Rows by pages of so many; no rows make no page. */
export function inPages<Row>(rows: readonly Row[], perPage: number): (readonly Row[])[] {
  return Array.from({ length: Math.ceil(rows.length / perPage) }, (_, page) =>
    rows.slice(page * perPage, (page + 1) * perPage),
  );
}

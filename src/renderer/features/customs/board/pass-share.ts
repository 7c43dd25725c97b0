/** Share of parcels that passed, in tenths of a percent, rounded down: 99.19 % is not 99.2 %. Null: customs answered about none. */
export function passShare(row: {
  readonly cleared: number;
  readonly refused: number;
  readonly held: number;
  readonly returned: number;
}): number | null {
  const all = row.cleared + row.refused + row.held + row.returned;
  return all === 0 ? null : Math.floor((row.cleared * 1000) / all);
}

/** What systems and packages say in words when something fails. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

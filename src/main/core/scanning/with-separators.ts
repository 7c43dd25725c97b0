import { GROUP_SEPARATOR } from '#shared/scanning/normalise-scan.ts';

/** A code with the separators of GS1 where its scanner sends a character in their place; its prefix may hold that character, too. */
export function withSeparators(
  code: string,
  { prefix, separator }: { readonly prefix: string; readonly separator?: string | undefined },
): string {
  if (separator === undefined) return code;
  const start = code.startsWith(prefix) ? prefix.length : 0;
  return code.slice(0, start) + code.slice(start).replaceAll(separator, GROUP_SEPARATOR);
}

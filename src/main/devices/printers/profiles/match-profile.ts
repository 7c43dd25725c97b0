import type { PrinterProfile } from '#shared/contract/printer-profiles.ts';

/**
 * The profile of a printer by what it calls itself, the longest fitting name first: `ZD421-300dpi` before `ZD421`.
 * Null when no name fits or the printer tells another resolution.
 */
export function matchProfile(
  profiles: readonly PrinterProfile[],
  identity: { readonly model: string; readonly dotsPerMm: number | null },
): PrinterProfile | null {
  const plain = (name: string): string => name.toLowerCase().replaceAll(/[\s_]/g, '');
  const model = plain(identity.model);
  const fitting = profiles.flatMap((profile) =>
    profile.names
      .filter((name) => model.includes(plain(name)))
      .filter(() => identity.dotsPerMm === null || Math.round(profile.dotsPerMm) === Math.round(identity.dotsPerMm))
      .map((name) => ({ profile, length: name.length })),
  );
  return fitting.sort((a, b) => b.length - a.length)[0]?.profile ?? null;
}

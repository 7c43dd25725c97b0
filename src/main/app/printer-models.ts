import { join } from 'node:path';
import { createTransport } from '#main/app/open-transport.ts';
import { PRINTER_LANGUAGES } from '#main/app/registries.ts';
import { detectPrinter } from '#main/devices/printers/detect-printer.ts';
import { matchProfile } from '#main/devices/printers/profiles/match-profile.ts';
import { importPrinterProfile, readPrinterProfiles } from '#main/devices/printers/profiles/printer-profile-files.ts';
import type { TransportAddress } from '#main/devices/transports/transport.ts';
import type { Timers } from '#main/lib/timers.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { DetectedPrinter, PrinterProfile } from '#shared/contract/printer-profiles.ts';

/** Printer models that are known here, and printers that are asked which one they are. */
export interface PrinterModels {
  profiles(): readonly PrinterProfile[];
  /** @throws AppError ERR_PRINTER_PROFILE_INVALID */
  importProfile(act: Act, text: string): PrinterProfile;
  /** Null when nothing known answers. @throws AppError ERR_DEVICE_* when the printer cannot be reached */
  detect(address: TransportAddress): Promise<DetectedPrinter | null>;
}

export function createPrinterModels(
  context: UseCaseContext,
  timers: Timers,
  dirs: { readonly resourcesDir: string; readonly dataDir: string },
): PrinterModels {
  const files = { builtInDir: join(dirs.resourcesDir, 'printers'), importedDir: join(dirs.dataDir, 'printers') };
  const profiles = (): readonly PrinterProfile[] => readPrinterProfiles(files);
  return {
    profiles,
    importProfile(act, text) {
      const profile = importPrinterProfile(files, text, (id) => PRINTER_LANGUAGES.find(id) !== undefined);
      context.db.transaction((tx) => {
        recordAudit(tx, {
          atMs: context.clock.nowMs(),
          act,
          what: 'printer-profile.import',
          target: profile.id,
          data: { vendor: profile.vendor, model: profile.model },
        });
        tx.changed('devices');
      });
      return profile;
    },
    async detect(address) {
      const transport = createTransport(address);
      // Who keeps whole jobs would print a question as a label.
      if (transport.keeper) return null;
      const found = await detectPrinter({ transport, languages: PRINTER_LANGUAGES.all, timers });
      if (!found) return null;
      const profile = matchProfile(profiles(), found.identity);
      return {
        // A profile may know better which kind of the language this model speaks.
        languageId: profile?.languageId ?? found.languageId,
        model: found.identity.model,
        dotsPerMm: profile?.dotsPerMm ?? found.identity.dotsPerMm,
        profileId: profile?.id ?? null,
      };
    },
  };
}

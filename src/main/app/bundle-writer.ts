import type { Platform } from '#main/app/platform.ts';
import type { SafetyServices } from '#main/app/safety-services.ts';
import type { Services } from '#main/app/services.ts';
import { SUPPORT_BUNDLE } from '#main/app/support-bundle.ts';
import type { SlowReads } from '#main/db/queries/named-query.ts';
import { writeSupportBundle } from '#main/usecases/support/write-support-bundle.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

interface BundleParts {
  readonly context: UseCaseContext;
  readonly reads: SlowReads;
  readonly platform: Platform;
  readonly safety: SafetyServices;
}

/** Writes support bundles that say which program, host and keystore this is. */
export function bundleWriter({ context, reads, platform, safety }: BundleParts): Services['writeSupportBundle'] {
  const about = {
    dataDir: platform.dataDir,
    appVersion: platform.appVersion,
    hostKind: platform.hostKind,
    keystoreKind: safety.keystoreKind,
    logDir: safety.logDir,
  };
  return (act) => writeSupportBundle(context, reads, SUPPORT_BUNDLE, about, act);
}

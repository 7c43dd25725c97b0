import { readSources } from './read-sources.ts';
import type { HouseRule } from './house-rule.ts';
import { fileLength } from './rules/file-length.ts';
import { fileName } from './rules/file-name.ts';
import { noAmbientClock } from './rules/no-ambient-clock.ts';
import { noBarrel } from './rules/no-barrel.ts';
import { noDeepParentImport } from './rules/no-deep-parent-import.ts';
import { noDoubleAssertion } from './rules/no-double-assertion.ts';
import { noLooseEnd } from './rules/no-loose-end.ts';
import { noPcTimeZone } from './rules/no-pc-time-zone.ts';
import { noRawNetwork } from './rules/no-raw-network.ts';
import { noUtilsFile } from './rules/no-utils-file.ts';
import { noVendorSender } from './rules/no-vendor-sender.ts';
import { noWrittenColon } from './rules/no-written-colon.ts';

export const HOUSE_RULES: readonly HouseRule[] = [
  fileLength,
  fileName,
  noAmbientClock,
  noBarrel,
  noDeepParentImport,
  noDoubleAssertion,
  noLooseEnd,
  noPcTimeZone,
  noRawNetwork,
  noUtilsFile,
  noVendorSender,
  noWrittenColon,
];

/** Applies the rules to all sources of a package. Each finding is `path:line what (advice)`. */
export function applyHouseRules(root: string, rules: readonly HouseRule[]): readonly string[] {
  const sources = readSources(root);
  return rules.flatMap((rule) =>
    sources
      .filter(({ path }) => rule.appliesTo(path))
      .flatMap((source) =>
        rule.find(source).map(({ line, what }) => `${rule.id}: ${source.path}:${line} ${what} (${rule.advice})`),
      ),
  );
}

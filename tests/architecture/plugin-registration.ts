import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Places where one folder or file is one plugin. */
const PLUGIN_FOLDERS = [
  'src/main/plugins/channels',
  'src/main/plugins/carriers',
  'src/main/plugins/notifiers',
  'src/main/plugins/payments',
  'src/main/plugins/print-components',
];
const PLUGIN_FILES = [
  'src/main/devices/printers/languages',
  'src/main/devices/scales/protocols',
  'src/main/documents/customs/templates',
];

const REGISTRIES = 'src/main/app/registries.ts';

/** Plugins of a package that no line of `registries.ts` imports: they would look finished and never run. */
export function findUnregisteredPlugins(root: string): readonly string[] {
  const registriesPath = join(root, REGISTRIES);
  const registries = existsSync(registriesPath) ? readFileSync(registriesPath, 'utf8') : '';
  const imported = (path: string) => registries.includes(path.replace('src/main/', '#main/'));
  const folders = PLUGIN_FOLDERS.flatMap((family) =>
    entriesOf(root, family)
      .filter((entry) => entry.isDirectory())
      .map((entry) => `${family}/${entry.name}/`),
  );
  const files = PLUGIN_FILES.flatMap((family) =>
    entriesOf(root, family)
      .filter((entry) => entry.isFile() && /^(?!.*\.test\.ts$).*\.ts$/.test(entry.name))
      .map((entry) => `${family}/${entry.name}`)
      .filter((path) => definesPlugin(readFileSync(join(root, path), 'utf8'))),
  );
  return [...folders, ...files].filter((path) => !imported(path));
}

/** Files beside the plugins may hold what several of them share; a plugin exports a value of the family's type. */
const definesPlugin = (text: string): boolean =>
  /export const \w+(: \w*(PrinterLanguage|ScaleProtocol|CustomsTemplate)\b| = \{[\s\S]*\} (as const )?satisfies (PrinterLanguage|ScaleProtocol|CustomsTemplate)\b)/.test(
    text,
  );

function entriesOf(root: string, folder: string) {
  const path = join(root, folder);
  return existsSync(path) ? readdirSync(path, { withFileTypes: true }) : [];
}

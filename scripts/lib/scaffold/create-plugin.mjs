import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, runMain } from '../failure.mjs';
import { inRoot } from '../paths.mjs';
import { prepare } from '../prepare.mjs';
import { run } from '../run.mjs';
import { carrier } from './carrier.mjs';
import { channel } from './channel.mjs';
import { namesOf } from './names.mjs';
import { printerLanguage } from './printer-language.mjs';
import { scaleProtocol } from './scale-protocol.mjs';

const KINDS = { channel, carrier, 'printer-language': printerLanguage, 'scale-protocol': scaleProtocol };
const REGISTRIES = 'src/main/app/registries.ts';

/** Everything that can be begun with `npm run new:<kind>`. */
export const PLUGIN_KINDS = Object.keys(KINDS);

/**
 * What a new plugin is made of.
 * @param {string} kind one of PLUGIN_KINDS
 * @param {string | undefined} id
 * @throws {Failure} for an unknown kind and an id that is not kebab-case.
 */
export function describePlugin(kind, id) {
  const template = KINDS[kind];
  if (!template) throw new Failure(`unknown kind "${kind}"; there are: ${PLUGIN_KINDS.join(', ')}.`, 2);
  return template(namesOf(id));
}

/** @param {readonly string[]} argv kind and id */
export const createPlugin = ([kind, id]) =>
  runMain(async () => {
    const plugin = describePlugin(kind, id);
    if (existsSync(inRoot(plugin.entry))) throw new Failure(`${plugin.entry} exists already.`);

    const node = await prepare({ build: false });
    // Only now: it needs the installed TypeScript.
    const { registerPlugin } = await import('./register-plugin.mjs');
    const registered = registerPlugin(readFileSync(inRoot(REGISTRIES), 'utf8'), plugin);

    const paths = Object.keys(plugin.files).map((name) => join(plugin.folder, name));
    mkdirSync(inRoot(plugin.folder), { recursive: true });
    for (const [name, text] of Object.entries(plugin.files)) writeFileSync(inRoot(plugin.folder, name), text);
    writeFileSync(inRoot(REGISTRIES), registered);
    await run(node, [inRoot('node_modules', 'oxfmt', 'bin', 'oxfmt'), ...paths, REGISTRIES], { quiet: true });

    for (const path of paths) console.log(`created ${path}`);
    console.log(`registered in ${REGISTRIES}`);
    console.log(
      `next: CONTRIBUTING.md, "Adding a plugin"; \`npm test -- --only contract\` names what is not implemented yet.`,
    );
  });

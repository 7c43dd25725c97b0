import { resolve } from 'node:path';
import { Failure } from './failure.mjs';

export const START_HELP = `Usage: npm start -- [options]

  --host node|electron   which host runs the workstation (default: Electron where it can run, else Node)
  --no-open              do not open a window; print the address only (Node host)
  --port N               port of the Node host, 1 to 65535 (default: any free one)
  --data DIR             folder of the database, backups and logs (default: the user's data folder)
  --demo                 with a demo store, simulated channels, carriers, printer and scale
  --help                 this text`;

/**
 * Reads the options of `npm start`.
 * @param {readonly string[]} argv
 * @returns {{ help: boolean, host: 'node' | 'electron' | null, passOn: string[] }} `passOn` goes to the host as it is.
 * @throws {Failure} for an unknown option or an impossible value (exit code 2).
 */
export function readHostOptions(argv) {
  const options = { help: false, host: null, passOn: [] };
  const rest = argv.flatMap((word) => (/^--[a-z-]+=/.test(word) ? splitAtEquals(word) : [word]));
  const valueOf = (name) => {
    const value = rest.shift();
    if (value === undefined || value.startsWith('--')) throw wrong(`${name} needs a value`);
    return value;
  };
  while (rest.length > 0) {
    const word = rest.shift();
    if (word === '--help' || word === '-h') options.help = true;
    else if (word === '--no-open' || word === '--demo') options.passOn.push(word);
    else if (word === '--port') options.passOn.push(word, readPort(valueOf(word)));
    // npm changes the working folder; INIT_CWD is where the person typed the command.
    else if (word === '--data') options.passOn.push(word, resolve(process.env.INIT_CWD ?? '.', valueOf(word)));
    else if (word === '--host') options.host = readHost(valueOf(word));
    else throw wrong(`unknown option ${word}`);
  }
  return options;
}

const wrong = (what) => new Failure(`${what}.\n\n${START_HELP}`, 2);

const splitAtEquals = (word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)];

function readPort(text) {
  if (!/^\d{1,5}$/.test(text) || Number(text) < 1 || Number(text) > 65535) {
    throw wrong(`--port must be a number from 1 to 65535, not "${text}"`);
  }
  return text;
}

function readHost(text) {
  if (text !== 'node' && text !== 'electron') throw wrong(`--host must be node or electron, not "${text}"`);
  return text;
}

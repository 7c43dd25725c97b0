// Makes and signs customs rule packs; see docs/customs.md.
//
//   node scripts/customs-rule-pack.mjs keys <folder>                  a new key pair: private.pem, and the public key for Settings
//   node scripts/customs-rule-pack.mjs sign <private.pem> <rules> <version> <out.json>
//
// <rules> is a folder like resources/customs/rules: pack.json, words.json, and one file per lane.
// <version> is yyyymmdd and a two-digit number, greater than that of every pack before.

import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the workstation puts before the payload, so that no other signature of the same key opens a pack. */
const SIGNED_AS = 'packbench-customs-rules\n';

const [command, ...rest] = process.argv.slice(2);
if (command === 'keys' && rest.length === 1) makeKeys(rest[0]);
else if (command === 'sign' && rest.length === 4) signPack(...rest);
else {
  console.error('customs-rule-pack.mjs keys <folder> | sign <private.pem> <rules folder> <version> <out.json>');
  process.exitCode = 2;
}

function makeKeys(folder) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'private.pem'), privateKey.export({ format: 'pem', type: 'pkcs8' }), {
    mode: 0o600,
    flag: 'wx',
  });
  console.log(publicKey.export({ format: 'der', type: 'spki' }).toString('base64'));
}

function signPack(keyFile, folder, version, out) {
  const read = (name) => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  const lanes = readdirSync(folder)
    .filter((name) => name.endsWith('.json') && name !== 'pack.json' && name !== 'words.json')
    .toSorted()
    .map(read);
  const payload = JSON.stringify({ ...read('pack.json'), version: Number(version), lanes, words: read('words.json') });
  const signature = sign(null, Buffer.from(SIGNED_AS + payload), createPrivateKey(readFileSync(keyFile)));
  const file = { packbenchRulePack: 1, payload, signature: signature.toString('base64') };
  writeFileSync(out, `${JSON.stringify(file)}\n`, { flag: 'wx' });
  console.log(`${out}: version ${version}, ${lanes.length} lanes`);
}

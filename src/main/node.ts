import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readHostArguments } from '#main/host/host-arguments.ts';
import { answerHostWords } from '#main/host/node/answer-host-words.ts';
import { oldNodeAdvice } from '#main/host/node/old-node-advice.ts';
import { runNodeHost } from '#main/host/node/run-node-host.ts';
import { standInForRoom } from '#main/host/node/stand-in.ts';
import { forkEntry, HOST_PROCESS_ENV, supervise } from '#main/host/node/supervise.ts';
import { languageOfPc } from '#shared/i18n/languages.ts';

// The Node host: this file runs twice, as the supervisor and as the process that does the work.
const words = process.argv.slice(2);
const role = process.env[HOST_PROCESS_ENV];

const root = join(import.meta.dirname, '..', '..');
const resources = join(root, 'resources');
const language = languageOfPc(process.env);
const oldNode = oldNodeAdvice(process.versions.node, resources, language);
const answer = oldNode === null ? answerHostWords(words, resources, language) : { text: oldNode, exitCode: 1 };

if (answer) {
  (answer.exitCode === 0 ? console.log : console.error)(answer.text);
  process.exitCode = answer.exitCode;
} else if (role === undefined) {
  const entry = fileURLToPath(import.meta.url);
  supervise({
    forkHost: (isReplacement) => forkEntry(entry, words, isReplacement),
    exit: (code) => process.exit(code),
    print: (line) => console.error(line),
    standIn: () => standInForRoom(words, resources),
  });
} else {
  await runNodeHost({ ...readHostArguments(words), root, isReplacement: role === 'replacement' });
}

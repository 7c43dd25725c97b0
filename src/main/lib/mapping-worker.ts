import { parentPort } from 'node:worker_threads';
import jsonata from 'jsonata';
import type {
  MappingFaultReason,
  MappingOutcome,
  MappingReply,
  MappingRequest,
  MappingWork,
} from '#main/lib/mapping-messages.ts';
import { readXml } from '#main/lib/read-xml.ts';

/** Calls within calls; far below what the thread's own stack bears. */
const MOST_DEPTH = 200;
const MOST_ITEMS = 200_000;
/** The library's own limit; what does not look at it (a regular expression) is ended with the thread. */
const OWN_TIMEOUT_MS = 1500;

parentPort?.on('message', (request: MappingRequest) => {
  void run(request.work).then((outcomes) => reply({ id: request.id, outcomes }));
});

function reply(message: MappingReply): void {
  try {
    parentPort?.postMessage(message);
  } catch {
    // A function among the results cannot be handed over.
    const outcome = faultOf('evaluation', { message: 'the result is no plain data' });
    parentPort?.postMessage({ id: message.id, outcomes: message.outcomes.map(() => outcome) });
  }
}

async function run(work: MappingWork): Promise<readonly MappingOutcome[]> {
  if (work.kind === 'xml') return [readXml(work.text)];
  let expression: jsonata.Expression;
  try {
    expression = jsonata(work.expression, { timeout: OWN_TIMEOUT_MS, stack: MOST_DEPTH, sequence: MOST_ITEMS });
  } catch (error) {
    const outcome = faultOf('syntax', error);
    return work.inputs.map(() => outcome);
  }
  const outcomes: MappingOutcome[] = [];
  for (const input of work.inputs) outcomes.push(await evaluate(expression, input));
  return outcomes;
}

async function evaluate(expression: jsonata.Expression, input: unknown): Promise<MappingOutcome> {
  try {
    const value: unknown = await expression.evaluate(input);
    // Its lists bear hidden members, and text of JSON has none of them.
    return { ok: true, value: value === undefined ? undefined : JSON.parse(JSON.stringify(value) ?? 'null') };
  } catch (error) {
    return faultOf('evaluation', error);
  }
}

function faultOf(reason: MappingFaultReason, error: unknown): MappingOutcome {
  const told = typeof error === 'object' && error !== null ? error : {};
  const detail = 'message' in told && typeof told.message === 'string' ? told.message.slice(0, 300) : 'not evaluable';
  const position = 'position' in told && typeof told.position === 'number' ? told.position : null;
  const code = 'code' in told ? told.code : null;
  return { ok: false, fault: { reason: code === 'D1012' ? 'timeout' : reason, detail, position } };
}

import { readHostArguments } from '#main/host/host-arguments.ts';
import { answerError, answerHtml } from '#main/host/node/answers.ts';
import { createHostServer, listen } from '#main/host/node/host-server.ts';
import type { HandleRequest } from '#main/host/node/host-server.ts';
import { lastPort } from '#main/host/node/last-port.ts';
import { refusalPage } from '#main/host/node/show-refusal.ts';
import type { Refusal } from '#main/host/node/show-refusal.ts';
import { isPlace } from '#main/host/renderer-files.ts';
import type { UseCaseLog } from '#main/usecases/use-case-context.ts';
import { languageOfPc } from '#shared/i18n/languages.ts';

/** Its log would be on the disk that has no room. */
const NO_LOG: UseCaseLog = { debug() {}, info() {}, warn() {}, error() {} };

/** Seconds after which a page looks whether the host is back. */
const LOOK_AGAIN_S = '5';

/**
 * Answers at the address of a host that waits and goes on by itself: open windows, scripts and channels are told the code, a page
 * that is opened meanwhile says it in words. Reads nothing of the data and lets nobody in. @returns the way to end it
 */
export function standIn(port: number, refusal: Refusal): () => void {
  const own = { host: `127.0.0.1:${port}`, origin: `http://127.0.0.1:${port}` };
  const tell: HandleRequest = (_request, response) => answerError(response, refusal.code, refusal.data);
  const end = (): void => {
    server.close();
    server.closeIdleConnections();
  };
  const server = createHostServer(() => own, {
    log: NO_LOG,
    newTraceId: () => '',
    signedParts: new Set(['push']),
    handlers: {
      api: tell,
      push: tell,
      control: tell,
      session: tell,
      'stand-in': (request, response, path) => {
        if (request.method !== 'POST') return tell(request, response, path);
        end();
        response.writeHead(204, { connection: 'close' }).end();
      },
      '': (request, response, path) => {
        if (request.method !== 'GET' || !isPlace(path)) return tell(request, response, path);
        response.setHeader('refresh', LOOK_AGAIN_S);
        answerHtml(response, 503, refusalPage(refusal, 'waits'));
      },
    },
  });
  // Where another program took the port meanwhile, there is nobody to tell.
  listen(server, port).catch(() => {});
  return end;
}

/** Stands in for the host that was started with these words and found no room on the disk. */
export function standInForRoom(words: readonly string[], resourcesDir: string): () => void {
  const { dataDir, port } = readHostArguments(words);
  const known = port ?? lastPort(dataDir);
  if (known === null) return () => {};
  return standIn(known, { code: 'ERR_DB_DISK_FULL', data: {}, resourcesDir, language: languageOfPc(process.env) });
}

/** Asks a stand-in to leave the port to a host that somebody started. @returns false when something else has the port */
export async function askToStepAside(port: number): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(1_000);
    const { status } = await fetch(`http://127.0.0.1:${port}/stand-in`, { method: 'POST', signal });
    return status === 204;
  } catch {
    return false;
  }
}

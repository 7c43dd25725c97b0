import type { Server } from 'node:http';
import { listen } from '#main/host/node/host-server.ts';
import { lastPort, rememberPort } from '#main/host/node/last-port.ts';
import { askToStepAside } from '#main/host/node/stand-in.ts';
import { AppError } from '#shared/errors/app-error.ts';

/**
 * Listens on the wished port, else on the one of the last run, else on any free one.
 * @throws AppError ERR_HOST_PORT_TAKEN for a wished port alone
 */
export async function listenSomewhere(server: Server, dataDir: string, wished: number | undefined): Promise<number> {
  const port = wished === undefined ? await listenOnAny(server, dataDir) : await listenInTurn(server, wished);
  rememberPort(dataDir, port);
  return port;
}

async function listenOnAny(server: Server, dataDir: string): Promise<number> {
  const last = lastPort(dataDir);
  if (last === null) return listen(server, 0);
  try {
    return await listenInTurn(server, last);
  } catch (error) {
    if (error instanceof AppError) return listen(server, 0);
    throw error;
  }
}

async function listenInTurn(server: Server, port: number): Promise<number> {
  try {
    return await listen(server, port);
  } catch (error) {
    if (!(error instanceof AppError) || !(await askToStepAside(port))) throw error;
    return listen(server, port);
  }
}

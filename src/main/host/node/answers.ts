import type { ServerResponse } from 'node:http';
import { AppError } from '#shared/errors/app-error.ts';
import type { ErrorData } from '#shared/errors/app-error.ts';
import { ERROR_CATALOG } from '#shared/errors/catalog.ts';
import type { ErrorCode } from '#shared/errors/catalog.ts';

/** Ends a request with a coded error in the shape of the API. Nothing but code and data leaves the host. */
export function answerError(response: ServerResponse, code: ErrorCode, data: ErrorData = {}): void {
  const { status } = ERROR_CATALOG[code];
  // The rest of a body that was refused is not read.
  if (status === 413) response.setHeader('connection', 'close');
  answerJson(response, status, { code, status, message: code, data });
}

/** Ends a request with what was thrown, as far as a client may know it. */
export function answerThrown(response: ServerResponse, thrown: unknown, traceId: string): void {
  if (response.headersSent) response.destroy();
  else if (thrown instanceof AppError) answerError(response, thrown.code, thrown.data);
  else answerError(response, 'ERR_HOST_INTERNAL', { traceId });
}

export function answerJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

export function answerHtml(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
  response.end(html);
}

export function answerRedirect(response: ServerResponse, to: string, cookie: string): void {
  response.writeHead(303, { location: to, 'set-cookie': cookie, 'cache-control': 'no-store' }).end();
}

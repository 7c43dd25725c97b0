import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { answerError, answerHtml, answerRedirect } from '#main/host/node/answers.ts';
import { missingBuildPage, signInPage } from '#main/host/node/host-pages.ts';
import { queryOf } from '#main/host/node/host-server.ts';
import type { HandleRequest } from '#main/host/node/host-server.ts';
import { readBody } from '#main/host/node/read-body.ts';
import { comesFromHere } from '#main/host/node/request-guard.ts';
import type { ServeStatic } from '#main/host/node/serve-static.ts';
import type { SignInDesk } from '#main/host/node/sign-in-desk.ts';
import type { WindowCookie } from '#main/host/node/window-cookie.ts';
import type { HostTexts } from '#main/host/host-texts.ts';
import { isPlace } from '#main/host/renderer-files.ts';
import { pickLanguage } from '#shared/i18n/languages.ts';
import type { Language } from '#shared/i18n/languages.ts';

export interface PageHandlerOptions {
  readonly cookie: () => WindowCookie;
  readonly desk: SignInDesk;
  readonly texts: (language: Language) => HostTexts;
  readonly serveStatic: ServeStatic;
  /** Whether the other end of the connection is a browser of the user who runs the host. */
  readonly isOwnBrowser: (socket: Socket) => Promise<boolean>;
}

const MAX_FORM_BYTES = 4096;

/**
 * Everything that a browser shows. Nothing is served before the browser proved itself: by the token in the address that
 * the host opened, by a typed code, or by being the browser of the user who runs the host.
 */
export function createPageHandler(options: PageHandlerOptions): HandleRequest {
  return async (request, response, path) => {
    if (path === '/sign-in' && request.method === 'POST') return takeCode(request, response, options);
    if (request.method !== 'GET' && request.method !== 'HEAD') return answerError(response, 'ERR_HOST_NOT_FOUND');
    const isIn = options.cookie().isValid(request.headers.cookie);
    if (path === '/session') return void response.writeHead(isIn ? 204 : 401, { 'cache-control': 'no-store' }).end();
    const token = path === '/' ? queryOf(request).get('token') : null;
    if (token !== null) return takeTicket(request, response, options, token);
    if (isIn) return serve(request, response, path, options);
    if (!isPlace(path)) return answerError(response, 'ERR_AUTH_SIGN_IN_REQUIRED');
    if (opensPage(request) && (await options.isOwnBrowser(request.socket))) {
      response.setHeader('set-cookie', options.cookie().issue());
      return serve(request, response, path, options);
    }
    answerHtml(response, 401, askForCode(request, options, false));
  };
}

async function takeCode(
  request: IncomingMessage,
  response: ServerResponse,
  options: PageHandlerOptions,
): Promise<void> {
  const form = new URLSearchParams((await readBody(request, MAX_FORM_BYTES)).toString());
  takeTicket(request, response, options, form.get('code') ?? '');
}

function takeTicket(
  request: IncomingMessage,
  response: ServerResponse,
  options: PageHandlerOptions,
  ticket: string,
): void {
  // Redirected at once, so that the used token does not stay in the address bar.
  if (options.desk.redeem(ticket)) return answerRedirect(response, '/', options.cookie().issue());
  answerHtml(response, 401, askForCode(request, options, true));
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  { serveStatic, texts }: PageHandlerOptions,
): Promise<void> {
  if (await serveStatic(request, response, isPlace(path) ? '/index.html' : path)) return;
  if (!isPlace(path)) return answerError(response, 'ERR_HOST_NOT_FOUND');
  const language = languageOf(request);
  answerHtml(response, 503, missingBuildPage(language, texts(language)));
}

function askForCode(request: IncomingMessage, { texts }: PageHandlerOptions, wasWrong: boolean): string {
  const language = languageOf(request);
  return signInPage(language, texts(language), wasWrong);
}

/** A person opened the address; no page of another origin led here. */
function opensPage(request: IncomingMessage): boolean {
  const destination = request.headers['sec-fetch-dest'];
  return (
    request.method === 'GET' && comesFromHere(request) && (destination === undefined || destination === 'document')
  );
}

function languageOf(request: IncomingMessage): Language {
  const wishes = (request.headers['accept-language'] ?? '').split(',');
  return pickLanguage(wishes.map((wish) => wish.split(';')[0]?.trim() ?? ''));
}

import { randomBytes, randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import type { Clock } from '#core/kernel/clock.ts';
import type { Platform } from '#main/app/platform.ts';
import { readHostTexts } from '#main/host/host-texts.ts';
import type { HostedWorkstation } from '#main/host/hosted-workstation.ts';
import { createApiHandler } from '#main/host/node/api-handler.ts';
import type { NewTicket } from '#main/host/node/ask-running-host.ts';
import { createControlHandler } from '#main/host/node/control-handler.ts';
import { cookieKeyOf } from '#main/host/node/cookie-key.ts';
import { claimDataDir } from '#main/host/node/claim-data-dir.ts';
import type { HostLock } from '#main/host/node/host-lock.ts';
import { createHostServer } from '#main/host/node/host-server.ts';
import { listenSomewhere } from '#main/host/node/listen-somewhere.ts';
import { openAppWindow } from '#main/host/node/open-app-window.ts';
import { createPageHandler } from '#main/host/node/page-handler.ts';
import { isOwnBrowser as isOwnLocalBrowser } from '#main/host/node/own-browser.ts';
import { createPushHandler } from '#main/host/node/push-handler.ts';
import { createRateLimit } from '#main/host/node/rate-limit.ts';
import { createStaticServer } from '#main/host/node/serve-static.ts';
import { SignInDesk } from '#main/host/node/sign-in-desk.ts';
import { stopServer } from '#main/host/node/stop-server.ts';
import { acceptWindows } from '#main/host/node/window-upgrades.ts';
import { createWindowCookie } from '#main/host/node/window-cookie.ts';
import type { WindowCookie } from '#main/host/node/window-cookie.ts';
import { watchEventLoop } from '#main/host/watch-event-loop.ts';
import { createApiDocument } from '#main/rpc/openapi.ts';
import { createApiServer } from '#main/rpc/serve-api.ts';
import { WireServer } from '#main/rpc/wire-server.ts';

export interface NodeHostOptions {
  readonly platform: Platform;
  readonly startWorkstation: (platform: Platform) => Promise<HostedWorkstation>;
  /** Folder of the built renderer. */
  readonly rendererDir: string;
  /** Fixed port; otherwise the last one of this data folder when it is free, else a random one. */
  readonly port?: number;
  /** Open a window when this machine has a display and a browser. */
  readonly open?: boolean;
  /** Calls per token: at once after a quiet time, and per second in the long run. */
  readonly apiRate?: { readonly burst: number; readonly perSecond: number };
  readonly print?: (line: string) => void;
  readonly clock?: Clock;
  readonly isOwnBrowser?: (socket: Socket) => Promise<boolean>;
  readonly openWindow?: typeof openAppWindow;
}

export interface StartedNodeHost {
  readonly kind: 'started';
  /** e.g. `http://127.0.0.1:41873/` */
  readonly url: string;
  /** Lets one more browser in. */
  newTicket(): NewTicket;
  /** Says goodbye to windows, lets work in hand finish, releases the data folder. */
  stop(): Promise<void>;
}

/** Another host holds the data folder; its window was opened instead. */
export interface JoinedNodeHost {
  readonly kind: 'joined';
  readonly url: string;
}

const API_RATE = { burst: 120, perSecond: 40 };
const systemClock: Clock = { nowMs: () => Date.now() };

/**
 * Runs the workstation behind a server on 127.0.0.1 for windows in Chromium, Chrome or Edge, and for scripts.
 * Prints `Packbench ready at <address>` and a one-time code for further browsers.
 * @throws AppError ERR_HOST_PORT_TAKEN, and what startWorkstation throws
 */
export async function startNodeHost(options: NodeHostOptions): Promise<StartedNodeHost | JoinedNodeHost> {
  const controlKey = randomBytes(32).toString('base64url');
  const claim = await claimDataDir(options.platform.dataDir, controlKey);
  if (claim.kind === 'joined') return joinRunning(claim.ticket, options);
  try {
    return await serve(options, claim.lock, controlKey);
  } catch (error) {
    claim.lock.release();
    throw error;
  }
}

async function serve(options: NodeHostOptions, lock: HostLock, controlKey: string): Promise<StartedNodeHost> {
  const { platform, clock = systemClock, print = (line) => console.log(line) } = options;
  const workstation = await options.startWorkstation(platform);
  const serving = { ...workstation, instanceId: randomUUID(), newTraceId: () => randomUUID() };
  const wires = new WireServer(serving);
  const stopWatching = watchEventLoop(workstation.log);
  const desk = new SignInDesk(clock);
  let port = 0;
  let windowCookie: WindowCookie | null = null;
  const cookieKey = await cookieKeyOf(platform.keystore);
  const cookie = (): WindowCookie => (windowCookie ??= createWindowCookie(cookieKey, port, clock));
  const own = () => ({ host: `127.0.0.1:${port}`, origin: `http://127.0.0.1:${port}` });
  const newTicket = (): NewTicket => ({
    url: `${own().origin}/`,
    signInUrl: `${own().origin}/?token=${desk.issueToken()}`,
    code: desk.issueCode(),
  });
  let document: Promise<object> | undefined;

  const server = createHostServer(own, {
    log: workstation.log,
    newTraceId: serving.newTraceId,
    signedParts: new Set(['push']),
    handlers: {
      api: createApiHandler({
        workstation,
        serveApi: createApiServer(serving),
        rateLimit: createRateLimit({ ...(options.apiRate ?? API_RATE), nowMs: () => clock.nowMs() }),
        document: () =>
          (document ??= createApiDocument({
            router: workstation.router,
            version: platform.appVersion,
            serverUrl: `${own().origin}/api`,
          })),
      }),
      push: createPushHandler(workstation),
      control: createControlHandler(controlKey, newTicket),
      '': createPageHandler({
        cookie,
        desk,
        texts: (language) => readHostTexts(platform.resourcesDir, language),
        serveStatic: createStaticServer(options.rendererDir),
        isOwnBrowser: options.isOwnBrowser ?? isOwnLocalBrowser,
      }),
    },
  });
  const sockets = acceptWindows(server, { own, cookie, wires, sessions: workstation.sessions });
  try {
    port = await listenSomewhere(server, platform.dataDir, options.port);
  } catch (error) {
    await workstation.stop();
    throw error;
  }
  workstation.listensAt(own().origin);
  lock.publish(own().origin);

  const ticket = newTicket();
  print(`Packbench ready at ${ticket.url}`);
  print(
    `Sign-in code for another browser: ${ticket.code} (works once, for ten minutes; "npx packbench open" makes a new one)`,
  );
  if (options.open) openWindow(ticket, options);

  let stopping: Promise<void> | undefined;
  return {
    kind: 'started',
    url: ticket.url,
    newTicket,
    stop: () =>
      (stopping ??= (async () => {
        stopWatching();
        wires.close();
        await stopServer(server, sockets);
        await workstation.stop();
        lock.release();
      })()),
  };
}

function joinRunning(ticket: NewTicket, options: NodeHostOptions): JoinedNodeHost {
  const print = options.print ?? ((line) => console.log(line));
  print(`Packbench ready at ${ticket.url}`);
  print(`It was running already. Sign-in code for another browser: ${ticket.code}`);
  if (options.open) openWindow(ticket, options);
  return { kind: 'joined', url: ticket.url };
}

/** Where the host knows its own user, the plain address is enough, and no token shows in the list of processes. */
function openWindow(ticket: NewTicket, { platform, openWindow: open = openAppWindow }: NodeHostOptions): void {
  const url = process.platform === 'linux' ? ticket.url : ticket.signInUrl;
  open(url, join(platform.dataDir, 'browser'));
}

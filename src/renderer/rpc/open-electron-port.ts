import type { OpenedWire, OpenWire } from '#renderer/rpc/client-wire.ts';
import { PortWire } from '#renderer/rpc/port-wire.ts';
import type { PagePort } from '#renderer/rpc/port-wire.ts';
import { codedAnswer } from '#renderer/rpc/to-app-error.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import { isPortNews } from '#shared/contract/port-news.ts';
import { readHello } from '#shared/contract/wire-frames.ts';

/** A `message` event of the page, as far as it matters here. */
export interface PageMessage {
  readonly data: unknown;
  readonly origin: string;
  readonly source: unknown;
  readonly ports: readonly PagePort[];
}

/** The part of a window that hears of ports. */
export interface PortPage {
  addEventListener(type: 'message', listener: (event: PageMessage) => void): void;
  readonly location: { readonly origin: string };
}

/**
 * Takes the ports that the preload script forwards. The host sends one when the page has loaded and one after each
 * restart of the backend, and says when the backend has died, and why none can be started.
 */
export function openElectronPort(page: PortPage): OpenWire {
  let current: PortWire | null = null;
  let waiting: PortWire | null = null;
  /** Hears of a port, or of the reason why there is none. */
  let hear: (() => void) | null = null;
  /** Why no backend can be started, until the next one was. */
  let problem: AppError | null = null;

  page.addEventListener('message', (event) => {
    // Only this page itself (the preload runs in it) may hand a port over.
    if (event.source !== page || event.origin !== page.location.origin || !isPortNews(event.data)) return;
    problem = codedAnswer(event.data);
    current?.close();
    waiting?.close();
    const port = event.ports[0];
    current = null;
    waiting = event.data.state === 'ready' && port ? new PortWire(port) : null;
    hear?.();
  });

  return async (signal) => {
    while (!waiting) {
      if (problem) throw problem;
      await new Promise<void>((resolve, reject) => {
        hear = resolve;
        signal.addEventListener('abort', () => reject(new Error('No port is wanted any more')), { once: true });
      });
    }
    const wire = waiting;
    waiting = null;
    current = wire;
    return awaitHello(wire, signal).catch((error: unknown) => {
      throw problem ?? error;
    });
  };
}

function awaitHello(wire: PortWire, signal: AbortSignal): Promise<OpenedWire> {
  return new Promise((resolve, reject) => {
    const fail = (): void => reject(new Error('The backend closed the port'));
    wire.addEventListener('close', fail, { once: true });
    signal.addEventListener('abort', fail, { once: true });
    wire.addEventListener(
      'message',
      (event) => {
        const instanceId = event instanceof MessageEvent ? readHello(event.data) : null;
        if (instanceId === null) return fail();
        resolve({ wire, instanceId });
      },
      { once: true },
    );
    wire.start();
  });
}

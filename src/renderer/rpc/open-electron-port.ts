import type { OpenedWire, OpenWire } from '#renderer/rpc/client-wire.ts';
import { PortWire } from '#renderer/rpc/port-wire.ts';
import type { PagePort } from '#renderer/rpc/port-wire.ts';
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
 * restart of the backend, and says when the backend has died.
 */
export function openElectronPort(page: PortPage): OpenWire {
  let current: PortWire | null = null;
  let waiting: PortWire | null = null;
  let announce: (() => void) | null = null;

  page.addEventListener('message', (event) => {
    // Only this page itself (the preload runs in it) may hand a port over.
    if (event.source !== page || event.origin !== page.location.origin || !isPortNews(event.data)) return;
    current?.close();
    current = null;
    const port = event.ports[0];
    if (event.data.state !== 'ready' || !port) return;
    waiting?.close();
    waiting = new PortWire(port);
    announce?.();
  });

  return async (signal) => {
    while (!waiting) {
      await new Promise<void>((resolve, reject) => {
        announce = resolve;
        signal.addEventListener('abort', () => reject(new Error('No port is wanted any more')), { once: true });
      });
    }
    const wire = waiting;
    waiting = null;
    current = wire;
    return awaitHello(wire, signal);
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

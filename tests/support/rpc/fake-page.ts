import type { PageMessage, PortPage } from '#renderer/rpc/open-electron-port.ts';
import type { PagePort } from '#renderer/rpc/port-wire.ts';
import type { PortNews } from '#shared/contract/port-news.ts';

/** A page as far as the renderer's port intake looks at it; ports reach it the way the preload script hands them over. */
export class FakePage implements PortPage {
  readonly location: { readonly origin: string };
  readonly #listeners = new Set<(event: PageMessage) => void>();

  constructor(origin: string) {
    this.location = { origin };
  }

  addEventListener(_type: 'message', listener: (event: PageMessage) => void): void {
    this.#listeners.add(listener);
  }

  receivePort(news: PortNews, port?: PagePort, from: { source?: unknown; origin?: string } = {}): void {
    const event = { data: news, ports: port ? [port] : [], source: this, origin: this.location.origin, ...from };
    for (const listener of this.#listeners) listener(event);
  }
}

import type { Connection } from '#renderer/rpc/connection.ts';
import type { Client } from '#renderer/rpc/create-client.ts';
import type { LiveEvent } from '#shared/contract/live-event.ts';

export type LiveTopic = LiveEvent['topic'];

/** What a window hears: single changes, or `resync` when changes may have been missed and everything shown is doubtful. */
export type LiveNews = { readonly kind: 'event'; readonly event: LiveEvent } | { readonly kind: 'resync' };

/** Reads the backend's stream of changes over every connection, for all parts of the window at once. */
export class LiveEvents {
  readonly #client: Client;
  readonly #connection: Connection;
  readonly #listeners = new Set<(news: LiveNews) => void>();

  constructor(client: Client, connection: Connection) {
    this.#client = client;
    this.#connection = connection;
  }

  /** @returns the way to stop listening. */
  subscribe(listener: (news: LiveNews) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Runs until the signal aborts; every new connection begins with a resync. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const { generation } = this.#connection.state;
      try {
        await this.#readStream(signal);
      } catch {
        // The connection shows its own state; the next one starts a new stream.
        await this.#connection.next(generation);
      }
    }
  }

  async #readStream(signal: AbortSignal): Promise<void> {
    const stream = await this.#client.system.events(undefined, { signal });
    this.#tell({ kind: 'resync' });
    for await (const event of stream) this.#tell({ kind: 'event', event });
    throw new Error('The stream of live events ended');
  }

  #tell(news: LiveNews): void {
    for (const listener of this.#listeners) listener(news);
  }
}

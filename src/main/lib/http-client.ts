import type { UtcMs } from '#shared/model/time.ts';

/** The only way for plugins to reach the network: traced, redacted, limited, with the exact bytes kept. */
export interface HttpClient {
  /** Never throws for network or HTTP failures: they are outcomes. */
  send(request: HttpRequest): Promise<HttpOutcome>;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
  /** Limit for the whole exchange: connecting, sending, waiting and reading. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** Short name for traces and budgets, e.g. `taobao.trade.fullinfo.get`. */
  readonly operation: string;
  /**
   * `fresh` opens a connection of its own. For writes: a reused one may have been closed by the server a moment ago,
   * and then nobody can tell whether the request was seen. Default `shared`.
   */
  readonly connection?: 'shared' | 'fresh';
}

export type HttpOutcome =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: Uint8Array;
      readonly receivedAtMs: UtcMs;
    }
  /** No connection was made: the server saw nothing. */
  | { readonly kind: 'not_sent'; readonly detail: string }
  /** Request may have been processed, answer missing or cut short. */
  | { readonly kind: 'no_answer'; readonly detail: string; readonly truncated: boolean };

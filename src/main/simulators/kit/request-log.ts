import type { FaultKind } from '#shared/contract/demo-shops.ts';

/** How a request ended, as the server saw it. `defect` means that the simulator itself threw. */
export type RequestOutcome = 'open' | 'answered' | 'reset' | 'hung' | 'truncated' | 'defect';

export interface LoggedRequest {
  readonly atMs: number;
  readonly operation: string;
  readonly httpMethod: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The exact body received, as UTF-8 text. */
  readonly body: string;
  readonly faults: FaultKind[];
  status: number | undefined;
  outcome: RequestOutcome;
  /** Body of the answer as it was meant, before a fault cut it. */
  answer: string | undefined;
}

export interface RequestLog {
  /** The latest requests, oldest first; older ones fall out so that a long demo does not eat memory. */
  entries(operation?: string): readonly LoggedRequest[];
  /** All requests since the start or the last clear, also those that fell out. */
  count(operation?: string): number;
  clear(): void;
  /** For the server. */
  add(entry: LoggedRequest): void;
}

/** @param keep number of requests whose content stays readable. */
export function createRequestLog(keep = 2_000): RequestLog {
  let entries: LoggedRequest[] = [];
  const counts = new Map<string, number>();

  return {
    entries: (operation) =>
      operation === undefined ? entries : entries.filter((entry) => entry.operation === operation),
    count(operation) {
      if (operation !== undefined) return counts.get(operation) ?? 0;
      return [...counts.values()].reduce((sum, count) => sum + count, 0);
    },
    clear() {
      entries = [];
      counts.clear();
    },
    add(entry) {
      entries.push(entry);
      counts.set(entry.operation, (counts.get(entry.operation) ?? 0) + 1);
      // Cut in slices: dropping one by one would copy the whole list per request.
      if (entries.length > keep * 2) entries = entries.slice(-keep);
    },
  };
}

import { z } from 'zod';
import type { LiveHub } from '#main/rpc/live-events.ts';
import { Problem } from '#shared/contract/common.ts';

const ScanAnswer = z.object({ verdict: z.string(), problem: Problem.nullable(), code: z.string() });

/** What the screen of a station shows after a scan. */
export type ScanAnswer = z.infer<typeof ScanAnswer>;

export interface ScanWatch {
  /** The answer to the next scan at a station. @throws Error when none comes */
  next(stationId: string): Promise<ScanAnswer>;
  stop(): void;
}

/** From the cable to the verdict; far more than it ever takes. */
const ANSWER_MS = 10_000;

/** Listens to the live events like a window does: verdicts of serial scanners reach a packer through nothing else. */
export function watchScans(live: LiveHub): ScanWatch {
  const abort = new AbortController();
  const answers = new Map<string, ScanAnswer[]>();
  const waiters = new Map<string, (answer: ScanAnswer) => void>();
  void listen();

  async function listen(): Promise<void> {
    for await (const event of live.subscribe(abort.signal)) {
      if (event.topic !== 'scan' || event.id === null) continue;
      const answer = ScanAnswer.parse(event.data);
      const waiter = waiters.get(event.id);
      waiters.delete(event.id);
      if (waiter) waiter(answer);
      else answers.set(event.id, [...(answers.get(event.id) ?? []), answer]);
    }
  }

  return {
    next(stationId) {
      const known = answers.get(stationId)?.shift();
      if (known) return Promise.resolve(known);
      return new Promise((resolve, reject) => {
        const timer = setTimeout(
          () => reject(new Error(`no answer to a scan at ${stationId} within ${ANSWER_MS / 1_000} s`)),
          ANSWER_MS,
        );
        waiters.set(stationId, (answer) => {
          clearTimeout(timer);
          resolve(answer);
        });
      });
    },
    stop: () => abort.abort(),
  };
}

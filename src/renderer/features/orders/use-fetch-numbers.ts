import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { client } from '#renderer/rpc/client.ts';
import { problemOf } from '#renderer/ui/problem.ts';
import type { FetchedNumber } from '#shared/contract/orders.ts';
import type { Problem } from '#shared/contract/common.ts';
import type { ShopId } from '#shared/model/ids.ts';

/** So few are asked for with one call that a person sees it go on. */
const AT_ONCE = 5;

export interface FetchRun {
  readonly results: readonly FetchedNumber[];
  readonly asked: number;
  readonly done: number;
  readonly busy: boolean;
  readonly problem: Problem | null;
}

const NOTHING: FetchRun = { results: [], asked: 0, done: 0, busy: false, problem: null };

/** Fetches a list of numbers, a few at a time, so that its progress shows and it can be stopped; what was fetched stays. */
export function useFetchNumbers(): {
  readonly fetched: FetchRun;
  readonly run: (shopId: ShopId, numbers: readonly string[]) => Promise<void>;
  readonly stop: () => void;
  readonly clear: () => void;
} {
  const queries = useQueryClient();
  const [fetched, setFetched] = useState(NOTHING);
  const going = useRef<AbortController | null>(null);

  async function run(shopId: ShopId, numbers: readonly string[]): Promise<void> {
    const mine = new AbortController();
    going.current = mine;
    let shown: FetchRun = { ...NOTHING, asked: numbers.length, busy: true };
    setFetched(shown);
    try {
      while (shown.done < shown.asked && !mine.signal.aborted) {
        const part = numbers.slice(shown.done, shown.done + AT_ONCE);
        const { results } = await client.orders.fetchNumbers({ shopId, numbers: part }, { signal: mine.signal });
        shown = { ...shown, results: joined(shown.results, results), done: shown.done + part.length };
        setFetched(shown);
      }
    } catch (error) {
      if (!mine.signal.aborted) shown = { ...shown, problem: problemOf(error) };
    }
    if (going.current === mine) setFetched({ ...shown, busy: false });
    void queries.invalidateQueries();
  }

  const stop = (): void => going.current?.abort();
  const clear = (): void => {
    stop();
    going.current = null;
    setFetched(NOTHING);
  };
  return { fetched, run, stop, clear };
}

/** Two spellings of one number are one line. */
function joined(before: readonly FetchedNumber[], more: readonly FetchedNumber[]): FetchedNumber[] {
  return [...before, ...more.filter(({ number }) => !before.some((each) => each.number === number))];
}

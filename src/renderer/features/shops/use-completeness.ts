import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { CompletenessHour } from '#renderer/features/shops/hours-by-day.ts';
import { client } from '#renderer/rpc/client.ts';
import { problemOf } from '#renderer/ui/problem.ts';
import type { Problem } from '#shared/contract/common.ts';
import type { ShopId } from '#shared/model/ids.ts';

const HOUR_MS = 3_600_000;
/** Each hour is a call to the platform: hours are asked for in small groups, so that the newest show at once. */
const GROUP_HOURS = 6;
const STEP_DAYS = 2;

export interface CompletenessReport {
  /** Oldest first. */
  readonly hours: readonly CompletenessHour[];
  readonly missing: readonly string[];
  readonly checkedAtMs: number | null;
  /** Not all wanted hours are here yet. */
  readonly counting: boolean;
  readonly problem: Problem | null;
  /** Counts everything anew. */
  again(): void;
  more(): void;
}

/** Counts the paid orders of a shop hour by hour, from now backwards. Apart from the other queries: it is dear, so no event repeats it. */
export function useCompleteness(shopId: ShopId): CompletenessReport {
  const [toMs, setToMs] = useState(nextHour);
  const [wantedDays, setWantedDays] = useState(STEP_DAYS);
  const query = useInfiniteQuery({
    queryKey: ['completeness', shopId, toMs],
    queryFn: ({ pageParam }) =>
      client.shops.completeness({ id: shopId, fromMs: pageParam - GROUP_HOURS * HOUR_MS, toMs: pageParam }),
    initialPageParam: toMs,
    getNextPageParam: (_page, _pages, lastMs) => lastMs - GROUP_HOURS * HOUR_MS,
    staleTime: Infinity,
    gcTime: 0,
  });
  const pages = query.data?.pages;
  const counting = (pages?.length ?? 0) * GROUP_HOURS < wantedDays * 24;
  const { isFetching, error, fetchNextPage } = query;
  useEffect(() => {
    if (pages && counting && !isFetching && !error) void fetchNextPage();
  }, [pages, counting, isFetching, error, fetchNextPage]);
  const hours = useMemo(
    () => (pages ?? []).flatMap((page) => page.hours).toSorted((a, b) => a.hourStartMs - b.hourStartMs),
    [pages],
  );
  return {
    hours,
    missing: useMemo(() => hours.flatMap((hour) => hour.missing), [hours]),
    checkedAtMs: pages?.at(-1)?.checkedAtMs ?? null,
    counting: counting && !error,
    problem: error ? problemOf(error) : null,
    again() {
      setToMs(nextHour());
      void query.refetch();
    },
    more: () => setWantedDays((days) => days + STEP_DAYS),
  };
}

function nextHour(): number {
  return Math.ceil(Date.now() / HOUR_MS) * HOUR_MS;
}

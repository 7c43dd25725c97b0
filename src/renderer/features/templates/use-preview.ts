import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { orpc } from '#renderer/rpc/client.ts';
import type { LabelData, LabelLayout } from '#shared/model/label-layout.ts';

/** While somebody drags, the picture follows at this pace. */
const PACE_MS = 150;

/** The label as the printer would get it, drawn by the backend; the last good picture stays while there is none. */
export function usePreview(layout: LabelLayout, data: LabelData, dotsPerMm: number) {
  const [settled, setSettled] = useState({ layout, data, dotsPerMm });
  useEffect(() => {
    const timer = setTimeout(() => setSettled({ layout, data, dotsPerMm }), PACE_MS);
    return () => clearTimeout(timer);
  }, [layout, data, dotsPerMm]);
  const query = useQuery(
    orpc.templates.preview.queryOptions({
      input: { layout: settled.layout, data: asMutable(settled.data), dotsPerMm: settled.dotsPerMm },
      placeholderData: keepPreviousData,
      retry: false,
      staleTime: 30_000,
      gcTime: 30_000,
    }),
  );
  return query;
}

/** The contract's type knows no read-only lists. */
export function asMutable(data: LabelData): Record<string, string | Record<string, string>[]> {
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : value.map((row) => ({ ...row })),
    ]),
  );
}

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { orpc } from '#renderer/rpc/client.ts';
import type { Tone } from '#renderer/ui/Chip.tsx';

interface FlagLooks {
  readonly tone: Tone;
  /** The packing screen shows it big. */
  readonly isLoud: boolean;
}

const OF_PLATFORM: FlagLooks = { tone: 'warn', isLoud: false };

/** How a flag looks: as its cleaning rule says; labels of platforms all look alike. */
export function useFlagLooks(): (flag: string) => FlagLooks {
  const { data } = useQuery(orpc.cleaning.flags.queryOptions({ staleTime: Infinity }));
  return useMemo(() => {
    const known = new Map(data?.flags.map(({ flag, ...looks }) => [flag, looks]));
    return (flag) => known.get(flag) ?? OF_PLATFORM;
  }, [data]);
}

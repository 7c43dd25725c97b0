import { useQuery } from '@tanstack/react-query';
import { orpc } from '#renderer/rpc/client.ts';
import { usePreferences } from '#renderer/ui/preferences.ts';

/** Names a carrier's products in the window's language; null for one that the carrier does not have. */
export function useServiceLabel(): (carrierId: string, serviceCode: string) => string | null {
  const { language } = usePreferences();
  const carriers = useQuery(orpc.carriers.available.queryOptions()).data?.carriers ?? [];
  return (carrierId, serviceCode) =>
    carriers.find(({ id }) => id === carrierId)?.services.find(({ code }) => code === serviceCode)?.label[language] ??
    null;
}

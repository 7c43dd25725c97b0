import { useDeferredValue, useMemo } from 'react';
import { useSessionState } from '#renderer/ui/use-session-state.ts';
import { ShopId } from '#shared/model/ids.ts';
import { DisplayStatus } from '#shared/model/order.ts';

/** Shortest text that the search takes; shorter texts do not filter. */
const TEXT_LENGTH = 3;

export interface OrderFilter {
  readonly status: DisplayStatus | null;
  readonly shopId: string;
  readonly text: string;
  readonly isActive: boolean;
  readonly input: {
    readonly status: DisplayStatus | null;
    readonly shopId: ShopId | null;
    readonly text: string | null;
  };
  setStatus(status: DisplayStatus | null): void;
  setShopId(shopId: string): void;
  setText(text: string): void;
  reset(): void;
}

/** What the list shows; kept while the window is open. */
export function useOrderFilter(): OrderFilter {
  const [storedStatus, setStatus] = useSessionState('orders.status', '');
  const [shopId, setShopId] = useSessionState('orders.shop', '');
  const [text, setText] = useSessionState('orders.text', '');
  const needle = useDeferredValue(text.trim());
  const status = DisplayStatus.safeParse(storedStatus).data ?? null;
  const input = useMemo(
    () => ({
      status,
      shopId: shopId === '' ? null : ShopId.parse(shopId),
      text: needle.length >= TEXT_LENGTH ? needle : null,
    }),
    [status, shopId, needle],
  );
  return {
    status,
    shopId,
    text,
    input,
    isActive: status !== null || shopId !== '' || text !== '',
    setStatus: (next) => setStatus(next ?? ''),
    setShopId,
    setText,
    reset() {
      setStatus('');
      setShopId('');
      setText('');
    },
  };
}

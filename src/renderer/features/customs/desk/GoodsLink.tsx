import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useSessionState } from '#renderer/ui/use-session-state.ts';

/** Leads to one SKU on the page of the goods, whose search it fills in beforehand. */
export function GoodsLink({
  skuCode,
  children,
}: {
  readonly skuCode: string;
  readonly children: ReactNode;
}): ReactNode {
  const [, search] = useSessionState('customs.goods.text', '');
  const [, filter] = useSessionState('customs.goods.filter', 'all');
  return (
    <Link
      href="/customs/goods"
      onClick={() => {
        search(skuCode);
        filter('all');
      }}
    >
      {children}
    </Link>
  );
}

import type { ReactNode } from 'react';

export function GoodsTab(): ReactNode {
  return null;
}

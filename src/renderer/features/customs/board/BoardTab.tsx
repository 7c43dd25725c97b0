import type { ReactNode } from 'react';

export function BoardTab(): ReactNode {
  return null;
}

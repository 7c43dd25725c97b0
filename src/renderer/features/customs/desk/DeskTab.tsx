import type { ReactNode } from 'react';

export function DeskTab(): ReactNode {
  return null;
}

import type { ReactNode } from 'react';

export function PapersTab(): ReactNode {
  return null;
}

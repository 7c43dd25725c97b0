import type { ReactNode } from 'react';

export function DataTab(): ReactNode {
  return null;
}

import type { ReactNode } from 'react';
import { ArchivePanel } from '#renderer/features/customs/papers/ArchivePanel.tsx';
import { BatchPanel } from '#renderer/features/customs/papers/BatchPanel.tsx';
import './papers.css';

/** The archive of customs papers, and beside it the batches that make them. */
export function PapersTab(): ReactNode {
  return (
    <div className="papers">
      <ArchivePanel />
      <BatchPanel />
    </div>
  );
}

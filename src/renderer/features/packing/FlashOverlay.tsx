import { CheckOutlined, CloseOutlined } from '#renderer/ui/icons.tsx';
import type { ReactNode } from 'react';
import { feedbackOf } from '#renderer/features/packing/scan-feedback.ts';
import type { ScanEntry } from '#renderer/features/packing/use-station-session.ts';
import { useProblemText } from '#renderer/ui/use-problem-text.ts';

/**
 * The verdict over the whole screen, seen from the corner of an eye: red with a cross stays a moment, green is a short edge.
 * It lets every click and scan through.
 */
export function FlashOverlay({ entry }: { readonly entry: ScanEntry | undefined }): ReactNode {
  const textOf = useProblemText();
  if (!entry) return null;
  const { flash } = feedbackOf(entry.verdict);
  if (flash === 'go') {
    return (
      <div key={entry.id} className="flash flash-go" aria-hidden="true">
        {(entry.verdict === 'order_complete' || entry.verdict === 'label_confirmed') && (
          <CheckOutlined className="flash-icon" />
        )}
      </div>
    );
  }
  return (
    <div key={entry.id} className={`flash flash-${flash ?? 'warn'}`} aria-hidden="true">
      <CloseOutlined className="flash-icon" />
      <span className="flash-text">{entry.problem ? textOf(entry.problem).title : ''}</span>
      <span className="mono flash-code">{entry.code}</span>
    </div>
  );
}

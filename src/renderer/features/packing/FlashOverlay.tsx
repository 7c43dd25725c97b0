import { CheckOutlined, CloseOutlined } from '#renderer/ui/icons.tsx';
import { memo, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { feedbackOf } from '#renderer/features/packing/scan-feedback.ts';
import type { Flash } from '#renderer/features/packing/scan-feedback.ts';
import type { ScanEntry } from '#renderer/features/packing/use-station-session.ts';
import { useProblemText } from '#renderer/ui/use-problem-text.ts';

/** How long the colour stands. It comes and goes at once: a fade draws the whole window sixty times a second, in the way of the next verdict. */
const SHOWN_MS: Readonly<Record<NonNullable<Flash>, number>> = { go: 450, warn: 1_000, stop: 1_300 };

/**
 * The verdict over the whole screen, seen from the corner of an eye: red with a cross stays a moment, green is a short edge.
 * It lets every click and scan through.
 */
export const FlashOverlay = memo(function FlashOverlay({
  entry,
}: {
  readonly entry: ScanEntry | undefined;
}): ReactNode {
  const textOf = useProblemText();
  const [over, setOver] = useState<number | null>(null);
  const flash = entry ? (feedbackOf(entry.verdict).flash ?? 'warn') : null;
  const id = entry?.id ?? null;
  useEffect(() => {
    if (flash === null) return undefined;
    const timer = setTimeout(() => setOver(id), SHOWN_MS[flash]);
    return () => clearTimeout(timer);
  }, [id, flash]);
  if (!entry || flash === null || over === id) return null;
  if (flash === 'go') {
    return (
      <div className="flash flash-go" aria-hidden="true">
        <i />
        <i />
        <i />
        <i />
        {(entry.verdict === 'order_complete' || entry.verdict === 'label_confirmed') && (
          <CheckOutlined className="flash-icon" />
        )}
      </div>
    );
  }
  return (
    <div className={`flash flash-${flash}`} aria-hidden="true">
      <CloseOutlined className="flash-icon" />
      <span className="flash-text">{entry.problem ? textOf(entry.problem).title : ''}</span>
      <span className="mono flash-code">{entry.code}</span>
    </div>
  );
});

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { WeightBasisList } from '#renderer/features/packing/WeightBasisList.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useProblemText } from '#renderer/ui/use-problem-text.ts';
import type { LiveWeight, PackingState } from '#shared/contract/packing.ts';

/** Older than this a reading is shown as such: the scale has stopped talking. */
const OLD_MS = 3_000;

/** The scale, big: grams, whether they stand still, how far from what the box should weigh. */
export function WeightPanel({
  weight,
  state,
}: {
  readonly weight: LiveWeight | undefined;
  readonly state: PackingState;
}): ReactNode {
  const { t } = useTranslation('packing');
  const format = useFormat();
  const textOf = useProblemText();
  const taken = state.weightG;
  const grams = taken ?? weight?.grams ?? null;
  const standing = stateOf(weight, taken);
  const isOut = isOutside(state, grams);
  return (
    <section
      className={`weight weight-${standing}${taken === null && weight?.problem ? ' weight-blocked' : ''}${isOut ? ' weight-out' : ''}`}
      aria-label={t('weight.title')}
    >
      <div className="row-between">
        <h2>{t('weight.title')}</h2>
        <span className="weight-state">
          {t(`weight.${standing}`)}
          {taken === null && isAged(weight) && ` · ${t('weight.age', { n: Math.round((weight?.ageMs ?? 0) / 1_000) })}`}
        </span>
      </div>
      <div className="weight-value" aria-live="off">
        {grams === null ? '—' : format.count(grams)}
        <small>g</small>
      </div>
      <ToleranceBar state={state} grams={grams} isOut={isOut} />
      {state.expectedG !== null && (
        <div className="muted">
          {t('weight.expected', {
            weight: format.weight(state.expectedG),
            tolerance: format.weight(state.toleranceG ?? 0),
          })}
        </div>
      )}
      {isOut && grams !== null && state.expectedG !== null && (
        <div className="weight-why">
          {t(grams > state.expectedG ? 'weight.tooMuch' : 'weight.tooLittle', {
            weight: format.weight(Math.abs(grams - state.expectedG)),
          })}
        </div>
      )}
      {state.weightBasis && <WeightBasisList basis={state.weightBasis} />}
      {taken === null && weight?.problem && weight.grams !== 0 && (
        <div className="weight-why">{textOf(weight.problem).title}</div>
      )}
      {taken === null && weight?.zeroOffsetG !== undefined && (
        <div className="weight-why">
          {textOf({ code: 'ERR_SCALE_DRIFTED', data: { grams: weight.zeroOffsetG } }).title}
        </div>
      )}
      {taken !== null && state.weightSource === 'manual' && <div className="weight-why">{t('weight.byHand')}</div>}
    </section>
  );
}

/** A reading of this moment needs no words. */
function isAged(weight: LiveWeight | undefined): boolean {
  return weight?.status === 'online' && (weight.ageMs ?? 0) >= 1_000;
}

function stateOf(
  weight: LiveWeight | undefined,
  taken: number | null,
): 'taken' | 'none' | 'offline' | 'old' | 'moving' | 'stable' {
  if (taken !== null) return 'taken';
  if (!weight || weight.status === 'none') return 'none';
  if (weight.status === 'offline') return 'offline';
  if (weight.ageMs !== null && weight.ageMs > OLD_MS) return 'old';
  return weight.stable ? 'stable' : 'moving';
}

/** Whether a box stands on the scale that weighs what it should not. */
function isOutside(state: PackingState, grams: number | null): boolean {
  if (state.expectedG === null || state.toleranceG === null || grams === null || grams <= 0) return false;
  return Math.abs(grams - state.expectedG) > state.toleranceG;
}

/** Where the weight lies against what is allowed; the middle fifth is the tolerance. */
function ToleranceBar({
  state,
  grams,
  isOut,
}: {
  readonly state: PackingState;
  readonly grams: number | null;
  readonly isOut: boolean;
}): ReactNode {
  if (state.expectedG === null || state.toleranceG === null || state.toleranceG === 0 || grams === null) return null;
  const offset = Math.max(-1, Math.min(1, (grams - state.expectedG) / (state.toleranceG * 3)));
  return (
    <div className={isOut ? 'tolerance tolerance-out' : 'tolerance'} aria-hidden="true">
      <div className="tolerance-good" />
      <div className="tolerance-mark" style={{ left: `${50 + offset * 50}%` }} />
    </div>
  );
}

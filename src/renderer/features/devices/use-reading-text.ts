import { useTranslation } from 'react-i18next';
import type { Outputs } from '#renderer/ui/contract-types.ts';
import { useFormat } from '#renderer/ui/use-format.ts';

type Reading = Outputs['devices']['listenToScale']['readings'][number];

/** `1,234 g, stable`, or what the scale says instead of a weight. */
export function useReadingText(): (reading: Reading) => string {
  const { t } = useTranslation('devices');
  const format = useFormat();
  return (reading) => {
    if (reading.kind !== 'weight') return t(`reading.${reading.kind}`);
    const weight = `${format.count(reading.grams ?? 0)} g`;
    if (reading.stable === null) return weight;
    return `${weight}, ${t(reading.stable ? 'packing:weight.stable' : 'packing:weight.moving')}`;
  };
}

import { useTranslation } from 'react-i18next';
import type { Outputs } from '#renderer/ui/contract-types.ts';

export type StatusMapping = Outputs['channelStatuses']['list']['mappings'][number];
export type UnmappedStatus = Outputs['channelStatuses']['list']['unmapped'][number];
export type StatusMeaning = StatusMapping['meaning'];

/** A status of the platform in the words of this window: `paid · received · hold: Platform`. */
export function useMeaningText(): (meaning: StatusMeaning) => string {
  const { t } = useTranslation('statuses');
  return ({ payment, fulfilment, afterSales, hold }) => {
    // A refund that is paid bears one name on both axes: said once.
    const said = new Set(
      [
        payment && t(`orders:axis.payment.${payment}`),
        fulfilment && t(`orders:axis.fulfilment.${fulfilment}`),
        afterSales && t(`orders:axis.afterSales.${afterSales}`),
        hold && t('holds', { kind: t(`common:hold.${hold}`) }),
      ].filter((part) => part !== null),
    );
    return said.size === 0 ? t('changesNothing') : [...said].join(' · ');
  };
}

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Chip } from '#renderer/ui/Chip.tsx';
import type { Tone } from '#renderer/ui/Chip.tsx';
import type { DeviceView } from '#renderer/ui/contract-types.ts';

const TONES: Readonly<Record<DeviceView['live']['status'], Tone>> = {
  online: 'go',
  busy: 'accent',
  blocked: 'stop',
  offline: 'stop',
  unknown: 'warn',
};

/** How a device is, or that it is switched off. */
export function DeviceState({ device }: { readonly device: Pick<DeviceView, 'enabled' | 'live'> }): ReactNode {
  const { t } = useTranslation();
  if (!device.enabled) return <Chip>{t('off')}</Chip>;
  return <Chip tone={TONES[device.live.status]}>{t(`shell:device.${device.live.status}`)}</Chip>;
}

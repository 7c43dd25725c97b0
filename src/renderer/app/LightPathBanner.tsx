import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SystemStatus } from '#shared/contract/system.ts';

/** Says that something is done later because many orders came at once, and how much of it is left. */
export function LightPathBanner({ status }: { readonly status: SystemStatus }): ReactNode {
  const { t } = useTranslation('shell');
  const { lightPath } = status;
  if (!lightPath) return null;
  const { isOn, waiting } = lightPath;
  return (
    <div className="banner banner-warn" role="status">
      <strong>{t(isOn ? 'lightPath.on' : 'lightPath.after')}</strong>
      <span>{t(isOn ? 'lightPath.onHint' : 'lightPath.afterHint', { waiting })}</span>
    </div>
  );
}

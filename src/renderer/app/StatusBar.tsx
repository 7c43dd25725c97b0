import { BellOutlined, MoonOutlined, SunOutlined, UserOutlined } from '#renderer/ui/icons.tsx';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { DemoPlatforms } from '#renderer/app/demo-platforms/DemoPlatforms.tsx';
import { DeviceStatus } from '#renderer/app/DeviceStatus.tsx';
import { client } from '#renderer/rpc/client.ts';
import { useConnection } from '#renderer/rpc/use-connection.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { preferences, usePreferences } from '#renderer/ui/preferences.ts';
import { useAct } from '#renderer/ui/use-act.ts';
import { useDark } from '#renderer/ui/use-dark.ts';
import { LOCAL_OPERATOR } from '#shared/contract/auth.ts';
import type { SystemStatus } from '#shared/contract/system.ts';
import { LANGUAGE_NAMES } from '#shared/i18n/languages.ts';

/** What must be seen at a glance all day: backend, outbox, devices, who is signed in. Each item leads to its page. */
export function StatusBar({ status }: { readonly status: SystemStatus }): ReactNode {
  const { t } = useTranslation('shell');
  const { language } = usePreferences();
  const dark = useDark();
  const connected = useConnection().status === 'connected';
  const signOut = useAct(() => client.auth.signOut());
  return (
    <footer className="status-bar" aria-label={t('statusBar')}>
      <span className="status-item" role="status">
        <span className={`status-dot ${connected ? 'status-dot-go' : 'status-dot-stop'}`} />
        <span className={connected ? 'status-spare' : ''}>{connected ? t('connected') : t('disconnected')}</span>
      </span>
      <Link href="/jobs" className="status-item">
        <span className={`status-dot ${connected ? outboxDot(status) : 'status-dot-warn'}`} />
        {t('outbox', { waiting: status.outboxWaiting })}
        {status.outboxParked > 0 && <Chip tone="stop">{t('parked', { n: status.outboxParked })}</Chip>}
        {status.printOpen > 0 && <Chip tone="warn">{t('printOpen', { n: status.printOpen })}</Chip>}
      </Link>
      <Link
        href="/alerts"
        className="status-item"
        aria-label={status.alertsOpen > 0 ? t('alerts:bell.open', { n: status.alertsOpen }) : t('alerts:bell.none')}
        title={status.alertsOpen > 0 ? t('alerts:bell.open', { n: status.alertsOpen }) : t('alerts:bell.none')}
      >
        <BellOutlined />
        {status.alertsOpen > 0 && <Chip tone={status.alertsCritical ? 'stop' : 'warn'}>{status.alertsOpen}</Chip>}
      </Link>
      <DeviceStatus isKnown={connected && status.mode !== 'read_only'} />
      <span className="status-space" />
      {status.demo && <DemoPlatforms />}
      <button
        type="button"
        className="status-item"
        onClick={() => preferences.set({ language: language === 'en' ? 'zh-CN' : 'en' })}
        lang={language === 'en' ? 'zh-CN' : 'en'}
      >
        {language === 'en' ? LANGUAGE_NAMES['zh-CN'] : LANGUAGE_NAMES.en}
      </button>
      <button
        type="button"
        className="status-item"
        aria-label={dark ? t('toLight') : t('toDark')}
        title={dark ? t('toLight') : t('toDark')}
        onClick={() => preferences.set({ theme: dark ? 'light' : 'dark' })}
      >
        {dark ? <SunOutlined /> : <MoonOutlined />}
      </button>
      <button
        type="button"
        className="status-item"
        disabled={signOut.busy}
        onClick={() => signOut.run(undefined)}
        title={status.signedInByBadge ? t('byBadge') : t('signOut')}
      >
        <UserOutlined />
        {status.operator?.id === LOCAL_OPERATOR ? t('nobodyKnown') : status.operator?.name}
        {status.signedInByBadge && <Chip tone="accent">{t('badge')}</Chip>}
        <span className="muted status-spare">{t('signOut')}</span>
      </button>
    </footer>
  );
}

function outboxDot(status: SystemStatus): string {
  if (status.outboxParked > 0) return 'status-dot-stop';
  return status.outboxWaiting > 0 ? 'status-dot-warn' : 'status-dot-go';
}

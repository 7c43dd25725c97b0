import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { orpc } from '#renderer/rpc/client.ts';
import { useConnection } from '#renderer/rpc/use-connection.ts';
import type { DeviceView } from '#renderer/ui/contract-types.ts';

/** Devices come and go without a change of data, so no event tells of them all. */
const REFRESH_MS = 5_000;

/**
 * Printers and scales in the status bar: one dot each kind, the worst state wins, the words name the device.
 * @param isKnown false where an empty list says nothing: the data are damaged, or nobody answers
 */
export function DeviceStatus({ isKnown }: { readonly isKnown: boolean }): ReactNode {
  const { t } = useTranslation('shell');
  const connected = useConnection().status === 'connected';
  const list = useQuery(orpc.devices.list.queryOptions({ refetchInterval: REFRESH_MS })).data;
  const read = list?.devices ?? [];
  // What was last heard of a device says nothing once nobody answers.
  const devices = connected ? read : read.map(asUnknown);
  const kinds = ['printer', 'scale'] as const;
  return kinds.map((kind) => {
    const own = devices.filter((device) => device.kind === kind && device.enabled);
    const worst = own.find(isBad) ?? own.find((device) => device.isDefault) ?? own[0];
    return (
      <Link
        key={kind}
        href="/devices"
        title={worst?.name}
        className={`status-item status-device status-optional${worst && isBad(worst) ? ' status-device-bad' : ''}`}
      >
        <span className={`status-dot ${worst ? dotOf(worst) : ''}`} />
        {/* A long name gives way, a state that needs a hand never. */}
        {worst && <span className="ellipsis status-device-name">{worst.name}</span>}
        <span className={worst && dotOf(worst) === 'status-dot-go' ? 'status-spare' : ''}>
          {worst
            ? t('common:pair', { name: '', text: t(`device.${worst.live.status}`) })
            : t(`${isKnown && list ? 'none' : 'notKnown'}.${kind}`)}
        </span>
      </Link>
    );
  });
}

function asUnknown(device: DeviceView): DeviceView {
  return { ...device, live: { ...device.live, status: 'unknown' } };
}

function isBad(device: DeviceView): boolean {
  return device.live.status === 'offline' || device.live.status === 'blocked';
}

function dotOf(device: DeviceView): string {
  if (isBad(device)) return 'status-dot-stop';
  return device.live.status === 'unknown' ? 'status-dot-warn' : 'status-dot-go';
}

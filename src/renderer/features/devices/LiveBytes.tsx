import { useQuery } from '@tanstack/react-query';
import { Button, Form } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceFormValues } from '#renderer/features/devices/device-defaults.ts';
import { addressOf } from '#renderer/features/devices/form-address.ts';
import { PatternMaker } from '#renderer/features/devices/PatternMaker.tsx';
import { useReadingText } from '#renderer/features/devices/use-reading-text.ts';
import { client } from '#renderer/rpc/client.ts';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { RawBytes } from '#renderer/ui/RawBytes.tsx';

/** What the scale sends while one looks, byte for byte, and how the chosen protocol reads it. */
export function LiveBytes(): ReactNode {
  const { t } = useTranslation('devices');
  const form = Form.useFormInstance<DeviceFormValues>();
  const protocolId = Form.useWatch<string | undefined>('protocolId', form) ?? '';
  const readingText = useReadingText();
  const [isListening, setListening] = useState(false);
  const live = useQuery({
    queryKey: ['scale-live-bytes'],
    enabled: isListening,
    retry: false,
    staleTime: 0,
    gcTime: 0,
    refetchInterval: ({ state }) => (state.error ? false : 300),
    queryFn() {
      const values = form.getFieldsValue(true);
      const pattern = values.protocolId === 'pattern' ? values.pattern : null;
      return client.devices.listenToScale({ address: addressOf(values), protocolId: values.protocolId, pattern });
    },
  });
  const last = live.data?.readings.at(-1);
  return (
    <div className="stack-tight">
      <div className="row">
        <Button onClick={() => (live.error ? void live.refetch() : setListening(!isListening))}>
          {t(isListening && !live.error ? 'liveBytes.stop' : 'liveBytes.start')}
        </Button>
        {isListening && last && <strong>{readingText(last)}</strong>}
        {isListening && live.data && !last && <span>{t('liveBytes.unread')}</span>}
      </div>
      {isListening && live.data && (
        <RawBytes text={live.data.hex === '' ? t('liveBytes.silence') : hexDump(live.data.hex)} />
      )}
      <ProblemNote problem={live.error ? problemOf(live.error) : null} />
      {protocolId === 'pattern' && <PatternMaker hex={live.data?.hex ?? ''} />}
    </div>
  );
}

const SHOWN_BYTES = 64;
const BYTES_PER_LINE = 16;

/** `02 2B 30 30  .+00`, the newest bytes. */
function hexDump(hex: string): string {
  const bytes = (hex.match(/../g) ?? []).slice(-SHOWN_BYTES);
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += BYTES_PER_LINE) {
    const line = bytes.slice(at, at + BYTES_PER_LINE);
    const text = line.map((byte) => String.fromCharCode(Number.parseInt(byte, 16) & 0x7f)).join('');
    lines.push(`${line.join(' ').toUpperCase().padEnd(48)}${text.replace(/[^ -~]/g, '.')}`);
  }
  return lines.join('\n');
}

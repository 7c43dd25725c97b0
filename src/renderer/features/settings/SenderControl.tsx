import { Input } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NEEDED_OF_SENDER, NO_SENDER, SenderParts } from '#shared/model/sender-address.ts';
import type { SenderAddress } from '#shared/model/sender-address.ts';
import './settings.css';

interface Props {
  readonly labelId: string;
  readonly disabled: boolean;
  readonly value: unknown;
  readonly onChange: (value: SenderAddress) => void;
  readonly onEnter: () => void;
}

const PARTS = ['name', 'phone', 'province', 'city', 'district', 'street', 'postcode'] as const;
const NEEDED: ReadonlySet<string> = new Set(NEEDED_OF_SENDER);

/** The sender's address, part by part; half an address is kept in the fields and refused on saving. */
export function SenderControl({ labelId, disabled, value, onChange, onEnter }: Props): ReactNode {
  const { t } = useTranslation('settings');
  const sender = SenderParts.safeParse(value).data ?? NO_SENDER;
  return (
    <span className="sender-parts" role="group" aria-labelledby={labelId}>
      {PARTS.map((part) => (
        <label key={part}>
          {t(`sender.${part}`)}
          {NEEDED.has(part) && ' *'}
          <Input
            disabled={disabled}
            value={sender[part]}
            autoComplete="off"
            onChange={(event) => onChange({ ...sender, [part]: event.target.value })}
            onPressEnter={onEnter}
          />
        </label>
      ))}
    </span>
  );
}

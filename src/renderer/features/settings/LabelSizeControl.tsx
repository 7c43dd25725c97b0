import { InputNumber } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';

const LabelSize = z.object({ widthMm: z.number(), heightMm: z.number() });

interface Props {
  readonly labelId: string;
  readonly disabled: boolean;
  readonly value: unknown;
  readonly onChange: (value: z.infer<typeof LabelSize>) => void;
}

/** Width by height, in millimetres. */
export function LabelSizeControl({ labelId, disabled, value, onChange }: Props): ReactNode {
  const { t } = useTranslation('devices');
  const size = LabelSize.safeParse(value).data ?? { widthMm: 100, heightMm: 150 };
  return (
    <span className="row" role="group" aria-labelledby={labelId}>
      <InputNumber
        aria-label={t('field.widthMm')}
        disabled={disabled}
        value={size.widthMm}
        suffix="mm"
        onChange={(widthMm) => onChange({ ...size, widthMm: widthMm ?? 0 })}
        style={{ width: 120 }}
      />
      ×
      <InputNumber
        aria-label={t('field.heightMm')}
        disabled={disabled}
        value={size.heightMm}
        suffix="mm"
        onChange={(heightMm) => onChange({ ...size, heightMm: heightMm ?? 0 })}
        style={{ width: 120 }}
      />
    </span>
  );
}

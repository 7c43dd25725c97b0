import { Input, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Keypad } from '#renderer/ui/Keypad.tsx';

interface Props {
  readonly open: boolean;
  readonly busy: boolean;
  readonly onGrams: (grams: number) => void;
  readonly onCancel: () => void;
}

const MAX_DIGITS = 6;
const MAX_GRAMS = 100_000;

/** Weight read off another scale: digits only, grams only, marked as entered by hand. */
export function ManualWeight({ open, busy, onGrams, onCancel }: Props): ReactNode {
  const { t } = useTranslation('packing');
  const [digits, setDigits] = useState('');
  useEffect(() => {
    if (open) setDigits('');
  }, [open]);
  const grams = Number(digits);
  const valid = digits !== '' && grams >= 1 && grams <= MAX_GRAMS;
  const submit = (): void => {
    if (valid && !busy) onGrams(grams);
  };
  return (
    <Modal
      open={open}
      title={t('manual.title')}
      okText={t('manual.ok')}
      cancelText={t('common:cancel')}
      okButtonProps={{ disabled: !valid }}
      confirmLoading={busy}
      onOk={submit}
      onCancel={onCancel}
      width={400}
      destroyOnHidden
    >
      <div className="manual-weight">
        <p className="muted">{t('manual.intro')}</p>
        <Input
          autoFocus
          size="large"
          inputMode="numeric"
          aria-label={t('manual.label')}
          suffix="g"
          value={digits}
          onChange={(event) => setDigits(event.target.value.replaceAll(/\D/g, '').slice(0, MAX_DIGITS))}
          onPressEnter={submit}
        />
        <Keypad
          value={digits}
          onChange={setDigits}
          onEnter={submit}
          maxLength={MAX_DIGITS}
          enterLabel={t('manual.ok')}
        />
      </div>
    </Modal>
  );
}

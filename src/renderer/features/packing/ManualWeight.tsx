import { Input, Modal } from 'antd';
import type { InputRef } from 'antd';
import type { ReactNode } from 'react';
import { useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Keypad } from '#renderer/ui/Keypad.tsx';
import { countOf } from '#renderer/ui/typed-count.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useTypeAhead } from '#renderer/ui/use-type-ahead.ts';

interface Props {
  readonly open: boolean;
  readonly busy: boolean;
  readonly onGrams: (grams: number) => void;
  readonly onCancel: () => void;
}

const MAX_DIGITS = 6;
const MAX_GRAMS = 100_000;

/** Weight read off another scale: whole grams only, marked as entered by hand. What is typed otherwise (kilograms, say) is never read as grams. */
export function ManualWeight({ open, busy, onGrams, onCancel }: Props): ReactNode {
  const { t } = useTranslation('packing');
  const format = useFormat();
  const [digits, setDigits] = useState('');
  const field = useRef<InputRef>(null);
  useLayoutEffect(() => {
    if (open) setDigits('');
  }, [open]);
  useTypeAhead(open, {
    field: () => field.current?.input,
    // What the scanner's ear has taken is a scan, which goes on working behind the question.
    wants: (event) => /\d/.test(event.key) && !event.defaultPrevented,
    take: (digit) => setDigits((before) => before + digit),
  });
  const grams = countOf(digits);
  const valid = grams !== null && grams >= 1 && grams <= MAX_GRAMS;
  const wrong = digits !== '' && !valid;
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
        <p className={wrong ? 'manual-wrong' : 'muted'} role="status">
          {wrong ? t('manual.rule', { most: format.count(MAX_GRAMS) }) : t('manual.intro')}
        </p>
        <Input
          ref={field}
          autoFocus
          size="large"
          inputMode="numeric"
          aria-label={t('manual.label')}
          suffix="g"
          maxLength={12}
          aria-invalid={wrong}
          {...(wrong && { status: 'error' as const })}
          value={digits}
          onChange={(event) => setDigits(event.target.value)}
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

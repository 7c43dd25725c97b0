import { ArrowLeftOutlined } from '#renderer/ui/icons.tsx';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Keypad } from '#renderer/ui/Keypad.tsx';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useHotkeys } from '#renderer/ui/use-hotkeys.ts';
import type { Problem } from '#shared/contract/common.ts';

interface Props {
  readonly name: string;
  readonly busy: boolean;
  readonly problem: Problem | null;
  readonly onPin: (pin: string) => void;
  readonly onBack: () => void;
}

const MAX_DIGITS = 12;
const DIGITS = [...'0123456789'];

/** PIN by keypad or keyboard; digits are never shown and never in a form field that a browser would keep. */
export function PinEntry({ name, busy, problem, onPin, onBack }: Props): ReactNode {
  const { t } = useTranslation('shell');
  const [pin, setPin] = useState('');
  useEffect(() => {
    if (problem) setPin('');
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the same refusal drawn again must not wipe what is being typed
  }, [problem?.code]);
  const enter = (): void => {
    if (pin.length >= 4 && !busy) onPin(pin);
  };
  useHotkeys({
    ...Object.fromEntries(
      DIGITS.map((digit) => [digit, () => setPin((before) => `${before}${digit}`.slice(0, MAX_DIGITS))]),
    ),
    backspace: () => setPin((before) => before.slice(0, -1)),
    enter,
    escape: onBack,
  });
  return (
    <div className="pin-entry">
      <h2>{t('signIn.pinOf', { name })}</h2>
      <div className="pin-dots" role="status" aria-label={t('signIn.digits', { n: pin.length })}>
        {Array.from({ length: Math.max(4, pin.length) }, (_, index) => (
          <span key={index} className={index < pin.length ? 'pin-dot pin-dot-full' : 'pin-dot'} />
        ))}
      </div>
      <ProblemNote problem={problem} />
      <Keypad value={pin} onChange={setPin} onEnter={enter} maxLength={MAX_DIGITS} enterLabel={t('signIn.enter')} />
      <Button icon={<ArrowLeftOutlined />} size="large" onClick={onBack}>
        {t('signIn.other')}
      </Button>
    </div>
  );
}

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import './keypad.css';

interface Props {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onEnter: () => void;
  readonly maxLength: number;
  readonly enterLabel: string;
}

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** Digits for fingers in gloves. The real keyboard is handled by the screen around it. */
export function Keypad({ value, onChange, onEnter, maxLength, enterLabel }: Props): ReactNode {
  const { t } = useTranslation();
  const add = (digit: string): void => onChange(`${value}${digit}`.slice(0, maxLength));
  return (
    <div className="keypad">
      {DIGITS.map((digit) => (
        <button key={digit} type="button" onClick={() => add(digit)}>
          {digit}
        </button>
      ))}
      <button type="button" aria-label={t('deleteDigit')} onClick={() => onChange(value.slice(0, -1))}>
        ⌫
      </button>
      <button type="button" onClick={() => add('0')}>
        0
      </button>
      <button type="button" className="keypad-enter" onClick={onEnter} aria-label={enterLabel}>
        ✓
      </button>
    </div>
  );
}

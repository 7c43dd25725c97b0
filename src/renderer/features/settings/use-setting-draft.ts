import { useEffect, useRef, useState } from 'react';
import type { SettingView } from '#renderer/ui/contract-types.ts';
import { isSettingName, SETTINGS } from '#shared/model/settings.ts';

export interface SettingDraft {
  readonly value: unknown;
  readonly isChanged: boolean;
  /** Somebody else saved another value while this one was being typed. */
  readonly isOvertaken: boolean;
  readonly type: (value: unknown) => void;
  /** Call when the value is sent to be saved: its echo is then not taken for somebody else's change. */
  readonly submitted: () => void;
  readonly drop: () => void;
}

/** What is typed into one setting. It stays, whatever else is saved meanwhile: here, or in another window. */
export function useSettingDraft(setting: SettingView): SettingDraft {
  const [value, setValue] = useState<unknown>(setting.value);
  const [isOvertaken, setOvertaken] = useState(false);
  /** What was stored before the version at hand. */
  const stored = useRef<unknown>(setting.value);
  const sent = useRef<{ readonly typed: unknown; readonly kept: unknown } | null>(null);
  useEffect(() => {
    const own = sent.current !== null && isSame(setting.value, sent.current.kept) ? sent.current : null;
    const isTyped = !isSame(value, own ? own.typed : stored.current);
    stored.current = setting.value;
    if (!isTyped) setValue(setting.value);
    setOvertaken(isTyped && own === null);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- a value is new only with a new version; what was typed stays
  }, [setting.version]);
  return {
    value,
    isChanged: !isSame(value, setting.value),
    isOvertaken,
    type: setValue,
    submitted: () => {
      sent.current = { typed: value, kept: asKept(setting.name, value) };
    },
    drop: () => setValue(setting.value),
  };
}

/** Blanks around a text, say, are not kept. */
function asKept(name: string, value: unknown): unknown {
  return isSettingName(name) ? (SETTINGS[name].schema.safeParse(value).data ?? value) : value;
}

export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

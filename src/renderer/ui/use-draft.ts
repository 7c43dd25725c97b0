import { hashKey } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';

/** What is stored; each change of it has a version of its own. */
export interface Stored<Value> {
  readonly value: Value;
  readonly version: number;
}

export interface Draft<Value> {
  readonly value: Value;
  readonly isChanged: boolean;
  /** Somebody else saved another value while this one was being typed. */
  readonly isOvertaken: boolean;
  readonly type: (value: Value) => void;
  /** Call with what is sent to be saved: its echo is then not taken for somebody else's change. */
  readonly submitted: (sent: Value) => void;
  readonly drop: () => void;
}

/**
 * What is typed into a form over something stored. It stays, whatever else is saved meanwhile: here, or in another window.
 * @param asKept what becomes of a value that is saved; blanks around a text, say, are not kept
 */
export function useDraft<Value>(kept: Stored<Value>, asKept: (sent: Value) => Value = asSent): Draft<Value> {
  const [value, setValue] = useState(kept.value);
  const [isOvertaken, setOvertaken] = useState(false);
  /** What was stored before the version at hand. */
  const stored = useRef(kept.value);
  const sent = useRef<{ readonly typed: Value; readonly kept: Value } | null>(null);
  useEffect(() => {
    const own = sent.current !== null && isSame(kept.value, sent.current.kept) ? sent.current : null;
    const isTyped = !isSame(value, own ? own.typed : stored.current);
    stored.current = kept.value;
    if (!isTyped) setValue(kept.value);
    setOvertaken(isTyped && own === null);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- a value is new only with a new version; what was typed stays
  }, [kept.version]);
  const isChanged = !isSame(value, kept.value);
  return {
    value,
    isChanged,
    isOvertaken: isOvertaken && isChanged,
    type: setValue,
    submitted: (sending) => {
      sent.current = { typed: value, kept: asKept(sending) };
    },
    drop: () => setValue(kept.value),
  };
}

function asSent<Value>(sent: Value): Value {
  return sent;
}

/** In whatever order their keys stand. */
export function isSame(one: unknown, other: unknown): boolean {
  return hashKey([one]) === hashKey([other]);
}

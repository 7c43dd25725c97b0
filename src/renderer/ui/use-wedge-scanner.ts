import { useEffect, useRef } from 'react';
import { isDialogOpen, isTyping } from '#renderer/ui/use-hotkeys.ts';
import { useSetting } from '#renderer/ui/use-setting.ts';
import { endWedgeBySilence, feedWedge, IDLE_WEDGE, wedgeOfSpeed } from '#shared/scanning/wedge-detector.ts';
import type { WedgeState } from '#shared/scanning/wedge-detector.ts';

interface Handlers {
  /** A whole code at scanner speed. */
  readonly onScan: (code: string) => void;
  /** Characters typed by hand while nothing had the focus. */
  readonly onTyped: (text: string) => void;
}

/** A busy window hands keys out late, with their true times; this is left for those that wait behind the timer. */
const CATCH_UP_MS = 40;
/** A key that came late announces others that come late: so many times its delay is waited for them. */
const DELAYS_MORE = 4;
/** Nobody types three characters this fast: the rest of the code is on its way, and half a code must never count as one. */
const REST_OF_SCAN_MS = 600;
const ENTER_KEYS: ReadonlySet<string> = new Set(['Enter', 'NumpadEnter']);

/** A text field as it was before a burst began, to be put back when the burst turns out to be a scan. */
interface FieldBefore {
  readonly field: HTMLInputElement | HTMLTextAreaElement;
  readonly value: string;
  readonly caret: number;
}

/**
 * Takes scans of a keyboard-wedge scanner off the whole document: with nothing focused, inside fields and dialogs. Keys are
 * decoded by position, whatever layout or input method is on; typing by hand stays in the field where it belongs.
 */
export function useWedgeScanner(handlers: Handlers): void {
  const latest = useRef(handlers);
  latest.current = handlers;
  const settings = wedgeOfSpeed(useSetting('wedgeKeyGapMs'));
  const wedge = useRef(settings);
  wedge.current = settings;
  useEffect(() => {
    let state: WedgeState = IDLE_WEDGE;
    let before: FieldBefore | null = null;
    let inField = false;
    let hasSwallowed = false;
    let firstKey = '';
    let timer: ReturnType<typeof setTimeout> | undefined;

    function settle(scan: string | null, leftover: string): void {
      clearTimeout(timer);
      const field = before;
      before = null;
      if (scan !== null) {
        if (field) write(field, '');
        latest.current.onScan(scan);
      } else if (field && hasSwallowed) write(field, leftover);
      else if (leftover !== '' && !inField) latest.current.onTyped(leftover.length === 1 ? firstKey : leftover);
    }

    function onSilence(): void {
      const typed = state.text;
      const step = endWedgeBySilence(state, Number.POSITIVE_INFINITY, wedge.current);
      state = step.state;
      settle(step.scan, typed);
    }

    function listen(event: KeyboardEvent): void {
      const hasModifier = event.ctrlKey || event.altKey || event.metaKey;
      const stroke = {
        code: event.code,
        shiftKey: event.shiftKey,
        atMs: event.timeStamp,
        hasModifier,
        isRepeat: event.repeat,
      };
      const typedBefore = state.text;
      const step = feedWedge(state, stroke, wedge.current);
      const isCharacter = step.state.text !== '' && step.state.text !== typedBefore;
      if (isCharacter && step.state.text.length === 1) {
        // A new run begins: what the one before left over is typing.
        settle(null, typedBefore);
        // A dialog's keys are its own, also while one of its buttons has the focus.
        inField = isTyping(event.target) || isDialogOpen();
        before = fieldBefore(event.target);
        hasSwallowed = false;
        // A lone key is a person's: `?` lies elsewhere on a German keyboard than on the scanner's.
        firstKey = event.key.length === 1 ? event.key : step.state.text;
      }
      state = step.state;
      if (isCharacter) {
        clearTimeout(timer);
        const isHalfAScan = step.swallow && step.state.text.length < wedge.current.minLength;
        const patienceMs = isHalfAScan ? REST_OF_SCAN_MS : wedge.current.silenceMs + CATCH_UP_MS;
        timer = setTimeout(onSilence, patienceMs + DELAYS_MORE * Math.max(0, performance.now() - event.timeStamp));
      } else if (step.state === IDLE_WEDGE) {
        // `#1012` is too short to be told by its speed, but with nothing focused Enter can only mean this code.
        const entered = typedBefore !== '' && !inField && ENTER_KEYS.has(event.code) ? typedBefore : null;
        if (entered !== null) swallow(event);
        settle(step.scan ?? entered, typedBefore);
      }
      // With nothing focused a lone character is the station's too: it goes to the code field when it proves to be typing.
      if (step.swallow || (isCharacter && !inField)) swallow(event);
      if (step.swallow && isCharacter) hasSwallowed = true;
    }

    document.addEventListener('keydown', listen, true);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('keydown', listen, true);
    };
  }, []);
}

function swallow(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
}

function fieldBefore(target: EventTarget | null): FieldBefore | null {
  if (!(target instanceof HTMLInputElement) && !(target instanceof HTMLTextAreaElement)) return null;
  return { field: target, value: target.value, caret: target.selectionStart ?? target.value.length };
}

/**
 * Puts the field back to what it was, with or without what was typed since, so that React and any input method notice: the
 * first characters of a scan leave it again, and a fast code too short for a scan gets back what was kept from it.
 */
function write({ field, value, caret }: FieldBefore, typed: string): void {
  const prototype = field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(
    field,
    value.slice(0, caret) + typed + value.slice(caret),
  );
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

import type { Window } from '#main/plugins/channels/list-window.ts';

/** Whole Unix seconds around a window, still within the span that one call may cover. */
export function wholeSeconds(window: Window, minutes: number): { readonly from: string; readonly to: string } {
  const from = Math.floor(window.fromMs / 1000);
  return { from: String(from), to: String(Math.min(Math.ceil(window.toMs / 1000), from + minutes * 60)) };
}

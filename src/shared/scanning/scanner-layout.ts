/** Which keyboard a scanner was set up for. Most are left at `us`. */
export const SCANNER_LAYOUTS = ['us', 'de', 'fr'] as const;
export type ScannerLayout = (typeof SCANNER_LAYOUTS)[number];

/**
 * A wedge scan is read by the places of its keys as on a US keyboard (key-character.ts), whatever layout the PC has. A scanner
 * that was set up for another keyboard presses other keys for the same characters; these are the pairs that differ, as
 * [read by place, meant]. What such a keyboard writes with AltGr cannot be told from a shortcut and is not here: @ [ ] { } | \ ~.
 */
const PAIRS: Readonly<Record<Exclude<ScannerLayout, 'us'>, readonly [read: string, meant: string]>> = {
  de: ['yzYZ-_=+]}\\|;:\'"@#^&*(){[<>/?`~', 'zyZYß?´`+*#\'öÖäÄ"§&/()=Üü;:-_^°'],
  fr: ['1234567890!@#$%^&*()qwazQWAZ;:mM,<.>/?-_=+', '&é"\'(-è_çà1234567890azqwAZQWmM,?;.:/!§)°=+'],
};

/** What the scanner meant by what was read. Characters that it cannot have meant stay as they are. */
export function repairLayout(text: string, layout: ScannerLayout): string {
  if (layout === 'us') return text;
  const [read, meant] = PAIRS[layout];
  const meantOf = [...meant];
  return [...text].map((character) => meantOf[[...read].indexOf(character)] ?? character).join('');
}

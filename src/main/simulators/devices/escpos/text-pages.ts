/** Encodings behind the n of `ESC t n` (Epson ESC/POS reference, ESC t); what is not listed prints signs that nobody meant. */
export const TEXT_PAGES: Readonly<Record<number, string>> = {
  0: 'cp437',
  2: 'cp850',
  3: 'cp860',
  5: 'cp865',
  16: 'windows-1252',
  17: 'cp866',
  18: 'cp852',
  19: 'cp858',
};

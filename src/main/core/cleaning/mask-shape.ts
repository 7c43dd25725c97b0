/** So many letters of a street place it; the rest keeps its shape only. */
const STREET_SHOWN = 6;

/**
 * A text of a recipient as people may see it beside a change of its spelling: letters and digits that tell who or where are hidden, signs,
 * gaps and unseen characters stay, because they are what changed. Places down to the town, notes and goods are shown as in lists.
 * @param path as in CleaningChange
 */
export function maskShape(path: string, text: string): string {
  if (path === 'recipient.phone') return hide(text, /\d/u, Math.max(0, count(text, /\d/u) - 4));
  if (path === 'recipient.name') return hideBehind(text, 1);
  if (path === 'recipient.street') return hideBehind(text, STREET_SHOWN);
  return text;
}

/** Hides the first `most` characters that fit. */
function hide(text: string, what: RegExp, most: number): string {
  let left = most;
  return [...text].map((letter) => (what.test(letter) && left-- > 0 ? '*' : letter)).join('');
}

function count(text: string, what: RegExp): number {
  return [...text].filter((letter) => what.test(letter)).length;
}

/** Letters and digits behind the first `shown`; a wide one leaves a wide star, so that folding shows. */
function hideBehind(text: string, shown: number): string {
  let seen = 0;
  return [...text]
    .map((letter) => {
      if (!/[\p{L}\p{N}]/u.test(letter)) return letter;
      seen += 1;
      if (seen <= shown) return letter;
      return /[\uFF10-\uFF5A]/u.test(letter) ? '\uFF0A' : '*';
    })
    .join('');
}

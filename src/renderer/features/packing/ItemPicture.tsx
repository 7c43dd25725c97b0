import type { ReactNode } from 'react';
import type { PackingState } from '#shared/contract/packing.ts';

/** Hues that stay apart for most forms of colour blindness. */
const HUES = [212, 32, 152, 268, 350, 188, 48, 300] as const;

/** Stands in for a picture: the same SKU always has the same colour and letters, so that look-alikes are told apart. */
export function ItemPicture({ line }: { readonly line: PackingState['lines'][number] }): ReactNode {
  const key = line.skuCode || line.title;
  const hue = HUES[[...key].reduce((sum, character) => sum + (character.codePointAt(0) ?? 0), 0) % HUES.length] ?? 212;
  return (
    <div className="item-picture" aria-hidden="true" style={{ '--hue': hue } as React.CSSProperties}>
      {[...line.title.replaceAll(/\s/g, '')].slice(0, /^[\p{ASCII}]/u.test(line.title) ? 3 : 2).join('')}
    </div>
  );
}

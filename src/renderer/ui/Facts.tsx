import type { ReactNode } from 'react';

/** Pairs of name and value; pairs without a value are left out. */
export function Facts({
  rows,
  inline,
}: {
  readonly rows: readonly (readonly [string, ReactNode])[];
  readonly inline?: boolean;
}): ReactNode {
  return (
    <dl className={inline ? 'facts facts-inline' : 'facts'}>
      {rows
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

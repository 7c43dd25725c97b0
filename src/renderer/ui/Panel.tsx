import type { ReactNode } from 'react';

interface Props {
  readonly title?: ReactNode;
  readonly extra?: ReactNode;
  readonly className?: string;
  readonly flush?: boolean;
  readonly children: ReactNode;
}

/** A titled box. `flush` leaves the padding to the content (tables, grids). */
export function Panel({ title, extra, className, flush, children }: Props): ReactNode {
  return (
    <section className={className ? `panel ${className}` : 'panel'}>
      {(title || extra) && (
        <div className="panel-head">
          <h2>{title}</h2>
          {extra && <div className="row">{extra}</div>}
        </div>
      )}
      <div className={flush ? '' : 'panel-body'}>{children}</div>
    </section>
  );
}

import type { ReactNode } from 'react';

/** What a device said, byte for byte, as the backend wrote it down. */
export function RawBytes({ text }: { readonly text: string }): ReactNode {
  return (
    <pre
      className="panel-body"
      style={{ border: '1px solid var(--line)', borderRadius: 8, background: 'var(--panel-2)' }}
    >
      {text}
    </pre>
  );
}

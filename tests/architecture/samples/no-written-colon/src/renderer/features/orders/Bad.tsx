export function Bad({ name, text }: { readonly name: string; readonly text: string }): unknown {
  const clock = `${name}:${text}`;
  return (
    <p title={`${name}: ${text}`}> {/* // bad */}
      <strong>{clock}</strong>: {[name, text].join(', ')} {/* // bad */}
      <em>{name}:</em> {/* // bad */}
      {[name, text].join(': ')} {/* // bad */}
    </p>
  );
}

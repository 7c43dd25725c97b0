/** A form's fields as bytes: the signature is over the bytes, whatever characters they stand for. */
export type FormFields = ReadonlyMap<string, Buffer>;

/** Splits `application/x-www-form-urlencoded` and decodes each name and value once (C2 no. 1). Null for what is no form. */
export function readForm(body: Uint8Array): FormFields | null {
  const fields = new Map<string, Buffer>();
  for (const pair of Buffer.from(body).toString('latin1').split('&')) {
    const at = pair.indexOf('=');
    if (at < 1) return null;
    const name = decode(pair.slice(0, at));
    const value = decode(pair.slice(at + 1));
    if (!name || !value || fields.has(name.toString('latin1'))) return null;
    fields.set(name.toString('latin1'), value);
  }
  return fields;
}

function decode(text: string): Buffer | null {
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (sign !== '%') {
      bytes.push(sign === '+' ? 0x20 : text.charCodeAt(at));
      continue;
    }
    const hex = text.slice(at + 1, at + 3);
    if (!/^[\da-f]{2}$/i.test(hex)) return null;
    bytes.push(Number.parseInt(hex, 16));
    at += 2;
  }
  return Buffer.from(bytes);
}

/** `k=v` joined with `&`, keys in ASCII order, without the fields named (C2 no. 2 and 3). */
export function signedText(fields: FormFields, without: ReadonlySet<string>): Buffer {
  const names = [...fields.keys()].filter((name) => !without.has(name)).toSorted((a, b) => (a < b ? -1 : 1));
  const parts = names.flatMap((name, index) => [
    Buffer.from(`${index > 0 ? '&' : ''}${name}=`, 'latin1'),
    fields.get(name) ?? Buffer.alloc(0),
  ]);
  return Buffer.concat(parts);
}

/** Whether a suggestion holds what was typed: others would only lie over the fields below. */
export function isTypedIn(typed: string, suggestion?: { readonly value?: unknown }): boolean {
  return String(suggestion?.value ?? '')
    .toLowerCase()
    .includes(typed.toLowerCase());
}

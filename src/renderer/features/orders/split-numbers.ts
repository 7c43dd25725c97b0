/** Order numbers as they were pasted: in lines, columns, or with commas of either width between them; each once. */
export function splitNumbers(text: string): string[] {
  return [...new Set(text.split(/[\s,;，；、]+/u).filter((part) => part !== ''))];
}

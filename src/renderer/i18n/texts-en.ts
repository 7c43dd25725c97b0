/** Every English text by its file, as one chunk: a window reads all of them before it draws anything. */
export const TEXTS = import.meta.glob<Record<string, unknown>>('#resources/locales/en/*.json', {
  eager: true,
  import: 'default',
});

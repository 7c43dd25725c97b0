/** Plugins of one family by id. A second plugin with the same id stops the start. */
export interface Registry<T extends { readonly id: string }> {
  readonly all: readonly T[];
  find(id: string): T | undefined;
}

export function createRegistry<T extends { readonly id: string }>(plugins: readonly T[]): Registry<T> {
  const byId = new Map<string, T>();
  for (const plugin of plugins) {
    if (byId.has(plugin.id)) throw new TypeError(`two plugins are named ${plugin.id}`);
    byId.set(plugin.id, plugin);
  }
  return { all: plugins, find: (id) => byId.get(id) };
}

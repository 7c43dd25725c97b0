export interface NewPlugin {
  readonly folder: string;
  readonly entry: string;
  readonly exportName: string;
  readonly registry: string;
  readonly files: Readonly<Record<string, string>>;
}

export const PLUGIN_KINDS: readonly string[];
export function describePlugin(kind: string, id: string): NewPlugin;

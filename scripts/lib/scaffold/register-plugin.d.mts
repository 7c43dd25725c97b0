import type { NewPlugin } from './create-plugin.mjs';

export function registerPlugin(text: string, plugin: Pick<NewPlugin, 'exportName' | 'entry' | 'registry'>): string;

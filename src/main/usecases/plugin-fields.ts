import { z } from 'zod';
import type { PluginField } from '#shared/contract/shops.ts';

interface JsonProperty {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly title?: string;
}

/**
 * The form fields of a plugin's settings, drawn from its own schema, so that a new plugin needs no screen. Nested settings
 * (tables, lists) are left to the API.
 */
export function pluginFields(schema: z.ZodType, secret: boolean): z.infer<typeof PluginField>[] {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, JsonProperty>;
    required?: readonly string[];
  };
  return Object.entries(json.properties ?? {}).flatMap(([name, property]) => {
    const kind = kindOf(property);
    if (!kind) return [];
    const label = words(name);
    return [
      {
        name,
        label: { en: label, 'zh-CN': label },
        secret,
        required: (json.required ?? []).includes(name) && property.default === undefined,
        kind,
        options: (property.enum ?? []).map(String),
        defaultValue:
          property.default === undefined || typeof property.default === 'object' ? null : String(property.default),
      },
    ];
  });
}

function kindOf(property: JsonProperty): 'text' | 'number' | 'boolean' | 'select' | null {
  if (property.enum) return 'select';
  if (property.type === 'string') return 'text';
  if (property.type === 'number' || property.type === 'integer') return 'number';
  return property.type === 'boolean' ? 'boolean' : null;
}

/** `appSecret` -> `App secret`. */
function words(name: string): string {
  const spaced = name.replaceAll(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

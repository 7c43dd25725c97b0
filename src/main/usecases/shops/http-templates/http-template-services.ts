import type { HttpPreview } from '#shared/contract/http-templates.ts';
import type { Problem } from '#shared/contract/common.ts';
import type { HttpTemplate } from '#shared/model/http-template/http-template.ts';
import type { z } from 'zod';

export interface SampleRequest {
  readonly template: HttpTemplate;
  readonly baseUrl: string;
  readonly credentials: Readonly<Record<string, unknown>>;
  readonly sampleOf: 'list' | 'one';
  readonly number: string;
  readonly hours: number;
}

/** What the channel of HTTP APIs does with a template that is not saved yet. */
export interface HttpTemplateServices {
  readonly channelId: string;
  readonly starters: readonly { readonly id: string; readonly template: HttpTemplate }[];
  /** Templates may not lead to addresses that no shop has. */
  isAddressAllowed(url: string): boolean;
  /** What is wrong with the text of a mapping itself; null: nothing. */
  mappingFault(mapping: string): Promise<string | null>;
  preview(
    template: HttpTemplate,
    sample: { readonly of: 'list' | 'one'; readonly text: string; readonly currency: string },
  ): Promise<z.infer<typeof HttpPreview>>;
  ask(request: SampleRequest): Promise<{ readonly sample: string | null; readonly problem: Problem | null }>;
}

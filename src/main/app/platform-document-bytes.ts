import { z } from 'zod';
import { PlatformDocument } from '#main/plugins/print-components/print-component.ts';
import { PLATFORM_TEMPLATE } from '#main/usecases/printing/print-platform-document.ts';
import type { PrinterConfig } from '#shared/contract/devices.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { readPrintData } from '#main/usecases/printing/read-print-data.ts';

const Stored = z.object({ componentId: z.string(), document: PlatformDocument });

/**
 * What a print component gets for a job; null for jobs that are pictures of ours.
 * @throws AppError ERR_COMPONENT_OTHER when the document is for another component, or the printer is none
 */
export function platformDocumentBytes(
  address: PrinterConfig['address'],
  job: { readonly template_id: string; readonly data_json: string },
): Uint8Array | null {
  if (job.template_id !== PLATFORM_TEMPLATE) return null;
  const { componentId, document } = Stored.parse(readPrintData(job));
  if (address.kind !== 'component' || address.componentId !== componentId)
    throw new AppError('ERR_COMPONENT_OTHER', { component: componentId });
  return Buffer.from(JSON.stringify(document), 'utf8');
}

import { actOf } from '#main/rpc/act-of.ts';
import { base } from '#main/rpc/base.ts';
import { documentPdf } from '#main/usecases/documents/document-pdf.ts';
import { previewDocument } from '#main/usecases/documents/preview-document.ts';
import { printDocument } from '#main/usecases/documents/print-document.ts';
import { viewPrinterRoles } from '#main/usecases/printing/view-printer-roles.ts';
import { choosePrinter } from '#main/usecases/printing/printer-roles.ts';
import { PrintJobId } from '#shared/model/ids.ts';

export const documentsRouter = base.documents.router({
  preview: base.documents.preview.handler(({ input, context: { services } }) =>
    previewDocument(services.context, services.documents, input),
  ),
  print: base.documents.print.handler(async ({ input, context }) => {
    const { services } = context;
    const printed = await printDocument(services.context, services.documents, actOf(context), input);
    return { ...printed, jobIds: printed.jobIds.map((id) => PrintJobId.parse(id)) };
  }),
  pdf: base.documents.pdf.handler(async ({ input, context }) => {
    const { services } = context;
    const { fileName, bytes } = await documentPdf(services.context, services.documents, actOf(context), input);
    return { fileName, pdfBase64: Buffer.from(bytes).toString('base64') };
  }),
  roles: base.documents.roles.handler(({ input, context: { services } }) =>
    viewPrinterRoles(services.context.read, services.usualPrinter, input.stationId),
  ),
  setRole: base.documents.setRole.handler(({ input, context }) => {
    choosePrinter(context.services.context, actOf(context), input);
    return {};
  }),
});

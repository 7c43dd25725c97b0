import { implement } from '@orpc/server';
import { contract } from '#shared/contract/index.ts';
import { DeviceId } from '#shared/model/ids.ts';

const os = implement(contract);

/** One printer for everything, and pages without a picture: enough for the looks of the dialogs. */
export const mockDocuments = {
  documents: {
    preview: os.documents.preview.handler(() => ({
      paperCount: 1,
      widthMm: 100,
      heightMm: 150,
      printer: { deviceId: DeviceId.parse('printer-1'), name: 'TSC TE210' },
      printerProblem: null,
      pages: [],
      standingCount: 0,
      leftOutCount: 0,
    })),
    print: os.documents.print.handler(() => ({ queued: 1, standing: 0, jobIds: [] })),
    pdf: os.documents.pdf.handler(() => ({ fileName: 'document.pdf', pdfBase64: '' })),
    roles: os.documents.roles.handler(() => ({
      roles: [],
      usual: { deviceId: DeviceId.parse('printer-1'), name: 'TSC TE210', isChosen: true },
    })),
    setRole: os.documents.setRole.handler(() => ({})),
  },
};

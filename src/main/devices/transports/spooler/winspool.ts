import type { SpoolerHandle, SpoolerLibrary } from '#main/devices/transports/spooler/spooler-library.ts';

type Call = (...parameters: unknown[]) => Promise<number>;

const STATUS_LEVEL = 6;
const JOB_LEVEL = 1;
const NAMES_LEVEL = 4;
/** `PRINTER_ENUM_LOCAL | PRINTER_ENUM_CONNECTIONS`. */
const ALL_PRINTERS = 0x02 | 0x04;

let library: SpoolerLibrary | undefined;

/** Windows' own spooler, bound on first use. @throws where there is none */
export async function winspool(): Promise<SpoolerLibrary> {
  library ??= await bind();
  return library;
}

/** Signatures as in winspool.h. Every call runs on a thread of the pool: the spooler may ask a printer that is far away. */
async function bind(): Promise<SpoolerLibrary> {
  const { default: koffi } = await import('koffi');
  const dll = koffi.load('winspool.drv');
  const documentInfo = koffi.struct('DOC_INFO_1W', { pDocName: 'str16', pOutputFile: 'str16', pDatatype: 'str16' });
  const printerNames = koffi.struct('PRINTER_INFO_4W', {
    pPrinterName: 'str16',
    pServerName: 'str16',
    Attributes: 'uint32_t',
  });
  const jobInfo = koffi.struct('JOB_INFO_1W_HEAD', {
    JobId: 'uint32_t',
    pPrinterName: 'void *',
    pMachineName: 'void *',
    pUserName: 'void *',
    pDocument: 'void *',
    pDatatype: 'void *',
    pStatus: 'void *',
    Status: 'uint32_t',
  });
  const call = (definition: string): Call => {
    const { async: start } = dll.func(definition);
    return (...parameters) =>
      new Promise((resolve, reject) =>
        start(...parameters, (error: unknown, result: number) =>
          error ? reject(new Error(String(error))) : resolve(Number(result)),
        ),
      );
  };
  const openPrinter = call('int __stdcall OpenPrinterW(str16 name, _Out_ void **handle, void *defaults)');
  const closePrinter = call('int __stdcall ClosePrinter(void *handle)');
  const startDoc = call('uint32_t __stdcall StartDocPrinterW(void *handle, uint32_t level, DOC_INFO_1W *info)');
  const startPage = call('int __stdcall StartPagePrinter(void *handle)');
  const writePrinter = call(
    'int __stdcall WritePrinter(void *handle, const void *bytes, uint32_t count, _Out_ uint32_t *written)',
  );
  const endPage = call('int __stdcall EndPagePrinter(void *handle)');
  const endDoc = call('int __stdcall EndDocPrinter(void *handle)');
  const abortPrinter = call('int __stdcall AbortPrinter(void *handle)');
  const getJob = call(
    'int __stdcall GetJobW(void *handle, uint32_t id, uint32_t level, void *info, uint32_t size, _Out_ uint32_t *needed)',
  );
  const getPrinter = call(
    'int __stdcall GetPrinterW(void *handle, uint32_t level, void *info, uint32_t size, _Out_ uint32_t *needed)',
  );
  const enumPrinters = call(
    'int __stdcall EnumPrintersW(uint32_t flags, void *name, uint32_t level, void *info, uint32_t size, _Out_ uint32_t *needed, _Out_ uint32_t *count)',
  );
  return {
    async open(printer) {
      const handle: (SpoolerHandle | null)[] = [null];
      return (await openPrinter(printer, handle, null)) === 0 ? null : (handle[0] ?? null);
    },
    async startDocument(handle, name, dataType) {
      const info = { pDocName: name, pOutputFile: null, pDatatype: dataType };
      const jobId = await startDoc(handle, 1, koffi.as(info, koffi.pointer(documentInfo)));
      if (jobId !== 0) await startPage(handle);
      return jobId;
    },
    async write(handle, bytes) {
      const written = [0];
      return (await writePrinter(handle, bytes, bytes.length, written)) === 0 ? 0 : (written[0] ?? 0);
    },
    async endDocument(handle) {
      await endPage(handle);
      return (await endDoc(handle)) !== 0;
    },
    async abort(handle) {
      await abortPrinter(handle);
    },
    async jobStatus(handle, jobId) {
      const needed = [0];
      await getJob(handle, jobId, JOB_LEVEL, null, 0, needed);
      const size = needed[0] ?? 0;
      if (size === 0) return null;
      const info = Buffer.alloc(size);
      if ((await getJob(handle, jobId, JOB_LEVEL, info, size, needed)) === 0) return null;
      const { Status: status } = koffi.decode(info, jobInfo);
      return Number(status);
    },
    async printerStatus(handle) {
      const info = Buffer.alloc(4);
      if ((await getPrinter(handle, STATUS_LEVEL, info, info.length, [0])) === 0) throw new Error('GetPrinter failed');
      return info.readUInt32LE(0);
    },
    async close(handle) {
      await closePrinter(handle);
    },
    async list() {
      const needed = [0];
      const count = [0];
      await enumPrinters(ALL_PRINTERS, null, NAMES_LEVEL, null, 0, needed, count);
      const size = needed[0] ?? 0;
      if (size === 0) return [];
      const info = Buffer.alloc(size);
      if ((await enumPrinters(ALL_PRINTERS, null, NAMES_LEVEL, info, size, needed, count)) === 0)
        throw new Error('EnumPrinters failed');
      const rows: { pPrinterName: string }[] = koffi.decode(info, koffi.array(printerNames, count[0] ?? 0));
      return rows.map((row) => row.pPrinterName);
    },
  };
}

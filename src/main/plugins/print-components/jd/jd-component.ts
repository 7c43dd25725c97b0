import { z } from 'zod';
import type { ComponentMessage, PrintComponent } from '#main/plugins/print-components/print-component.ts';

const Message = z.object({
  orderType: z.string().optional(),
  key: z.string().optional(),
  code: z.coerce.string().optional(),
  success: z.coerce.string().optional(),
  message: z.string().optional(),
  version: z.string().optional(),
  content: z.array(z.string()).optional(),
});

const PRINTED = '8';
const TAKEN = '2';

/**
 * JD's component speaks another envelope than the rest: `orderType`, and `key` as the number of the task. From general
 * knowledge only: confirm port, fields and codes on a real component.
 */
export const jdComponent: PrintComponent = {
  id: 'jd',
  label: { en: 'JD print component', 'zh-CN': '京东打印组件' },
  defaultPort: 9_113,
  askVersion: (requestId) => ({ orderType: 'GET_VERSION', key: requestId }),
  askPrinters: (requestId) => ({ orderType: 'GET_Printers', key: requestId }),
  print: (_requestId, { taskId, printer, document }) => ({
    orderType: 'PRINT',
    key: taskId,
    parameters: { printName: printer, printData: document.contents },
  }),
  askTask: () => null,
  read(message) {
    const parsed = Message.safeParse(message);
    if (!parsed.success) return [];
    const { orderType, key, code, success, message: text = '', version, content } = parsed.data;
    if (orderType === 'GET_VERSION' && version !== undefined) return [{ kind: 'version', version }];
    if (orderType === 'GET_Printers')
      return [{ kind: 'printers', printers: (content ?? []).map((name) => ({ name, isReady: true })) }];
    if (orderType !== 'PRINT' || key === undefined) return [];
    const isGood = success === 'true';
    const said: ComponentMessage[] = [];
    if (code === TAKEN || !isGood) said.push({ kind: 'answer', taskId: key, isTaken: isGood, text });
    if (code === PRINTED) said.push({ kind: 'task', taskId: key, state: isGood ? 'printed' : 'failed', text });
    return said;
  },
};

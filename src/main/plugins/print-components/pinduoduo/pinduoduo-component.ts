import { speakCmd } from '#main/plugins/print-components/cmd-envelope.ts';
import type { PrintComponent } from '#main/plugins/print-components/print-component.ts';

/**
 * Prints through Windows drivers only; its notices have a name of their own. The same envelope (peers.md section 1.4); field
 * names from general knowledge.
 */
export const pinduoduoComponent: PrintComponent = {
  id: 'pinduoduo',
  label: { en: 'Pinduoduo print component', 'zh-CN': '拼多多打印组件' },
  defaultPort: 5_000,
  ...speakCmd({
    notice: 'PrintResultNotify',
    askTask: null,
    taskFields: { notifyType: ['print'] },
  }),
};

import { speakCmd } from '#main/plugins/print-components/cmd-envelope.ts';
import type { PrintComponent } from '#main/plugins/print-components/print-component.ts';

/**
 * CNPrint of Taobao, Tmall and all carriers on Cainiao: the model of its family. Protocol 1.0 (peers.md section 1.4); field
 * names from general knowledge.
 */
export const cainiaoComponent: PrintComponent = {
  id: 'cainiao',
  label: { en: 'Cainiao print component', 'zh-CN': '菜鸟打印组件' },
  defaultPort: 13_528,
  ...speakCmd({ notice: 'notifyPrintResult', askTask: 'getTaskStatus' }),
};

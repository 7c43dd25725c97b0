import { speakCmd } from '#main/plugins/print-components/cmd-envelope.ts';
import type { PrintComponent } from '#main/plugins/print-components/print-component.ts';

/**
 * Wants the notice of one task before the next is sent; one label at a time is what every printer here does anyway
 * (peers.md section 1.4). Field names from general knowledge.
 */
export const kuaishouComponent: PrintComponent = {
  id: 'kuaishou',
  label: { en: 'Kuaishou print component', 'zh-CN': '快手打印组件' },
  defaultPort: 16_888,
  ...speakCmd({ notice: 'notifyPrintResult', askTask: 'getTaskStatus' }),
};

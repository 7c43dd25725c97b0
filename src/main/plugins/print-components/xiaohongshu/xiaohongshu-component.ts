import { speakCmd } from '#main/plugins/print-components/cmd-envelope.ts';
import type { PrintComponent } from '#main/plugins/print-components/print-component.ts';

/** Xiaohongshu shops. From general knowledge only: confirm port and fields on a real component. */
export const xiaohongshuComponent: PrintComponent = {
  id: 'xiaohongshu',
  label: { en: 'Xiaohongshu print component', 'zh-CN': '小红书打印组件' },
  defaultPort: 14_528,
  ...speakCmd({ notice: 'notifyPrintResult', askTask: null }),
};

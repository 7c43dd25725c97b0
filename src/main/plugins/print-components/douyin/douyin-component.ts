import { speakCmd } from '#main/plugins/print-components/cmd-envelope.ts';
import type { PrintComponent } from '#main/plugins/print-components/print-component.ts';

/** Douyin shops. From general knowledge only: confirm port and fields on a real component. */
export const douyinComponent: PrintComponent = {
  id: 'douyin',
  label: { en: 'Douyin print component', 'zh-CN': '抖音打印组件' },
  defaultPort: 13_888,
  ...speakCmd({ notice: 'notifyPrintResult', askTask: 'getTaskStatus' }),
};

import type { ThemeConfig } from 'antd';
import { theme } from 'antd';

const FONT =
  "'Segoe UI', -apple-system, 'Noto Sans', 'Noto Sans CJK SC', system-ui, 'PingFang SC', 'Microsoft YaHei UI', 'Microsoft YaHei', 'Packbench SC', sans-serif";

/**
 * Compact spacing, but controls that a gloved finger hits: 40 px high at least. The compact algorithm takes 4 px off
 * `controlHeight`. Colours repeat those of styles/base.css; both meet 4.5:1 on their backgrounds.
 */
export function antdTheme(dark: boolean): ThemeConfig {
  return {
    algorithm: dark ? [theme.darkAlgorithm, theme.compactAlgorithm] : [theme.defaultAlgorithm, theme.compactAlgorithm],
    token: {
      fontFamily: FONT,
      // The compact algorithm makes 15 px of it.
      fontSize: 17,
      controlHeight: 44,
      borderRadius: 8,
      colorPrimary: dark ? '#4f9cf5' : '#0b4f9e',
      colorSuccess: dark ? '#3fc27d' : '#0d7a3f',
      colorError: dark ? '#ff7a76' : '#c2151b',
      colorWarning: dark ? '#f2b53c' : '#8f5a00',
      colorInfo: dark ? '#4f9cf5' : '#0b4f9e',
      colorLink: dark ? '#79b6ff' : '#0b4f9e',
      colorBgBase: dark ? '#0f1620' : '#ffffff',
      colorTextBase: dark ? '#eaf0f7' : '#101a28',
      colorTextPlaceholder: dark ? '#93a3b8' : '#66748a',
      // Fields and buttons are seen from a step away: 3:1, as base.css has it.
      colorBorder: dark ? '#6a7c93' : '#8593a6',
      ...(dark && {
        colorBgContainer: '#131c28',
        colorBgElevated: '#1a2534',
        colorBorderSecondary: '#2b3a4d',
      }),
      // What is closed is gone at once: the next key belongs to the screen again, and nobody waits for a fade all day.
      // Not none at all: without any motion a dialog gives the focus to its cross instead of to its field.
      motionDurationFast: '40ms',
      motionDurationMid: '60ms',
      motionDurationSlow: '80ms',
      wireframe: false,
    },
    components: {
      Button: {
        fontWeight: 600,
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
        paddingInline: 16,
        paddingInlineLG: 22,
        iconGap: 8,
        // White on the light blue and red of the dark theme is too faint.
        primaryColor: dark ? '#06121f' : '#ffffff',
        dangerColor: dark ? '#1d0405' : '#ffffff',
      },
      Modal: { titleFontSize: 19 },
      // As large as a gloved finger.
      Switch: { trackHeight: 32, trackMinWidth: 64, handleSize: 26 },
      Form: { itemMarginBottom: 16, verticalLabelPadding: '0 0 4px' },
    },
  };
}

// The console's look as antd tokens. Every grey is dark enough for 4.5:1 on the ground it stands on (test/browser asks axe).
import type { ThemeConfig } from 'antd';

// A finger needs 44 px (console.css says it for what is not antd's).
const touched = window.matchMedia('(pointer: coarse)').matches;

export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#17568a',
    colorInfo: '#17568a',
    colorLink: '#17568a',
    colorError: '#b3261e',
    colorWarning: '#8a5200',
    colorSuccess: '#1b6b3a',
    // What antd derives from dark colours is muddy: these grounds are the style sheet's own.
    colorWarningBg: '#fdf0d9',
    colorWarningBorder: '#e3c48a',
    colorErrorBg: '#fdecea',
    colorErrorBorder: '#e9b3ae',
    colorInfoBg: '#e8f1f8',
    colorInfoBorder: '#b3cde0',
    colorSuccessBg: '#e7f4ec',
    colorSuccessBorder: '#aed3bd',
    colorTextBase: '#1d2630',
    colorText: '#1d2630',
    colorTextSecondary: '#4a5665',
    colorTextTertiary: '#5a6675',
    colorTextQuaternary: '#5f6b7a',
    colorTextPlaceholder: '#667281',
    colorTextDescription: '#55616f',
    colorTextDisabled: '#667281',
    colorBgLayout: '#f4f6f8',
    colorBorder: '#b9c3ce',
    colorBorderSecondary: '#dfe5eb',
    borderRadius: 6,
    fontSize: 15,
    controlHeight: touched ? 44 : 36,
    ...(touched && { controlHeightSM: 44 }),
    fontFamily:
      "system-ui, -apple-system, 'PingFang SC', 'HarmonyOS Sans SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Source Han Sans SC', sans-serif",
    // Who asks the system for less motion gets none.
    motion: !window.matchMedia('(prefers-reduced-motion: reduce)').matches,
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.16s',
  },
  components: {
    Form: { itemMarginBottom: 16, verticalLabelPadding: '0 0 4px' },
    Modal: { titleFontSize: 18 },
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
  },
};

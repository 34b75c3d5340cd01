import type { ThemeConfig } from 'antd'

const isStill = globalThis.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? false

/** The accent of the house, and the four greys of the default theme that are too faint to read made darker. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#0958d9',
    colorLink: '#0958d9',
    colorTextPlaceholder: '#667085',
    colorTextDescription: '#475063',
    colorTextTertiary: '#5b6576',
    colorTextDisabled: '#667085',
    fontFamily: 'var(--font)',
    fontSize: 15,
    borderRadius: 6,
    // for those who asked their system for less motion
    motion: !isStill,
  },
}

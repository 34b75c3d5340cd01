import { GroupFrame } from '#web/kernel/group-frame.tsx'

const PAGES = [
  { to: '/territory', label: '挂图作战' },
  { to: '/territory/zones', label: '片区' },
  { to: '/territory/changes', label: '区划变更' },
  { to: '/territory/adoptions', label: '采用方案' },
] as const

/** The frame around the pages of 区域. */
export const TerritoryGroup = () => <GroupFrame label="区域" pages={PAGES} />

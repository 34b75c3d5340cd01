import { GroupFrame } from '#web/kernel/group-frame.tsx'

const PAGES = [
  { to: '/plan', label: '方案' },
  { to: '/comparison', label: '方案对照' },
  { to: '/settings', label: '设定与读法' },
] as const

/** The frame around the pages about plans. */
export const PlanGroup = () => <GroupFrame label="方案" pages={PAGES} />

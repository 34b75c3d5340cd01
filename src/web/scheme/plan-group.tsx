import { useCan } from '#web/kernel/current-session.ts'
import { GroupFrame } from '#web/kernel/group-frame.tsx'

const PAGES = [
  { to: '/plan', label: '方案' },
  { to: '/comparison', label: '方案对照' },
  { to: '/settings', label: '设定与读法' },
] as const
const STEERING = [
  { to: '/roadmap', label: '责任清单' },
  { to: '/governance', label: '领导小组' },
] as const

/** The frame around the pages about plans, and about steering what they ask. */
export function PlanGroup() {
  const mayRule = useCan('read ruling')
  return <GroupFrame label="方案" pages={mayRule ? [...PAGES, ...STEERING] : PAGES} />
}

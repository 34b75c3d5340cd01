import { useCan } from '#web/kernel/current-session.ts'
import { GroupFrame } from '#web/kernel/group-frame.tsx'

const PLAN = { to: '/plan', label: '方案' } as const
const WORK = [
  { to: '/roadmap', label: '路线图与责任' },
  { to: '/governance', label: '组织领导' },
] as const
const TEXT = [
  { to: '/comparison', label: '方案对照' },
  { to: '/settings', label: '设定与读法' },
] as const

/** The frame around the pages about plans. */
export function PlanGroup() {
  const mayRule = useCan('read ruling')
  return <GroupFrame label="方案" pages={mayRule ? [PLAN, ...WORK, ...TEXT] : [PLAN, ...TEXT]} />
}

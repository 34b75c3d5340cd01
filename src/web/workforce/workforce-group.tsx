import { useCan } from '#web/kernel/current-session.ts'
import { GroupFrame } from '#web/kernel/group-frame.tsx'

const PAGES = [
  { to: '/workers', label: '名册' },
  { to: '/staffing', label: '各站配备' },
  { to: '/attendance', label: '月度出勤' },
  { to: '/month-sheets', label: '月度考核' },
] as const
const FINDING = { to: '/people', label: '按号码查人' } as const

/** The frame around the pages about people. */
export function WorkforceGroup() {
  const mayFind = useCan('find person')
  return <GroupFrame label="人员" pages={mayFind ? [...PAGES, FINDING] : PAGES} />
}

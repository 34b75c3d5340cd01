import { useSession, type Ability } from '#web/kernel/current-session.ts'
import { GroupFrame, type GroupPage } from '#web/kernel/group-frame.tsx'

const PAGES: readonly (GroupPage & { readonly needs: Ability })[] = [
  { to: '/workers', label: '名册', needs: 'read person' },
  { to: '/staffing', label: '各站配备', needs: 'read ruling' },
  { to: '/turnover', label: '队伍流动', needs: 'read ruling' },
  { to: '/attendance', label: '月度出勤', needs: 'read person' },
  { to: '/month-sheets', label: '月度考核', needs: 'read ruling' },
  { to: '/people', label: '按号码查人', needs: 'find person' },
]

/** The frame around the pages about people: those that this role can use. */
export function WorkforceGroup() {
  const { abilities } = useSession()
  return <GroupFrame label="人员" pages={PAGES.filter(({ needs }) => abilities.includes(needs))} />
}

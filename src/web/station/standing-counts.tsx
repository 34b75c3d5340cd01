import { listStandings } from '#contract/station/index.ts'
import { StatusTag } from '#ui/status-tag.tsx'
import { useAnswer } from '#web/http/use-answer.ts'
import { GROUP_WORDS, GROUPS_TOLD } from './group-words.ts'

const ASKED_AT_ONCE = 50

/** How many rulings stand against one station; asked together for the rows it was loaded with. */
export function StandingCounts({ id, all }: { readonly id: string; readonly all: readonly string[] }) {
  const from = Math.floor(all.indexOf(id) / ASKED_AT_ONCE) * ASKED_AT_ONCE
  const query = useAnswer(listStandings, { ids: all.slice(from, from + ASKED_AT_ONCE).join() })
  const counts = query.data?.counts[id]
  if (!counts) return <span className="muted">{query.isPending ? '…' : '—'}</span>
  const told = GROUPS_TOLD.filter((group) => counts[group] > 0)
  return (
    <span className="standing-counts">
      {told.length === 0 ? '—' : told.map((group) => <StatusTag key={group} count={counts[group]} {...GROUP_WORDS[group]} />)}
    </span>
  )
}

import type { Standing } from '#contract/workforce/index.ts'
import { StandingLine } from './standing-line.tsx'

interface StandingListProps {
  readonly standings: readonly Standing[]
  readonly empty: string
}

/** What the plans say, worst first: the state, the sentence, the clause, and what is missing by name. */
export function StandingList({ standings, empty }: StandingListProps) {
  if (standings.length === 0) return <p className="empty-note">{empty}</p>
  return (
    <ul className="standing-list">
      {standings.map((one) => (
        <StandingLine key={`${one.ruleId}/${one.entityId}`} standing={one} />
      ))}
    </ul>
  )
}

import type { Standing } from '#contract/workforce/index.ts'
import { StatusTag } from '#ui/status-tag.tsx'
import { toneOfState } from './tone-of-state.ts'

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
        <li key={`${one.ruleId}/${one.entityId}`}>
          <StatusTag tone={toneOfState(one.state)} word={one.stateLabel} />
          <div>
            <p>{one.sentence}</p>
            {one.lacks.length > 0 ? (
              <ul className="lacks">
                {one.lacks.map((lack) => (
                  <li key={lack}>{lack}</li>
                ))}
              </ul>
            ) : null}
            <p className="muted">依据：{one.refs.join('、')}</p>
          </div>
        </li>
      ))}
    </ul>
  )
}

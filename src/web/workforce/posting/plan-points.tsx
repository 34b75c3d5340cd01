import type { PlanAnswer } from '#contract/workforce/index.ts'
import { TextField } from '#ui/form/text-field.tsx'
import { StandingLine } from '../standing-line.tsx'
import { byGravity } from '../tone-of-state.ts'

interface PlanPointsProps {
  readonly answer: PlanAnswer
  /** Reasons for exceptions by rule. */
  readonly reasons: Readonly<Record<string, string>>
  readonly onReason: (ruleId: string, reason: string) => void
}

/** What the plans say of an act before it is done; where an exception is one's own to give, its reason. */
export function PlanPoints({ answer, reasons, onReason }: PlanPointsProps) {
  const points = answer.points.toSorted((a, b) => Number(b.isRefusing) - Number(a.isRefusing) || byGravity(a, b))
  return (
    <section className="plan-points" aria-label="方案怎么说" aria-live="polite">
      <h3>{answer.isOpen ? '方案允许上岗' : '现在还不能上岗'}</h3>
      {answer.obstacle === null ? null : <p className="obstacle">{answer.obstacle}</p>}
      {points.length === 0 ? <p className="muted">当地的方案对此没有要求。</p> : null}
      <ul className="standing-list">
        {points.map((one) => (
          <StandingLine
            key={`${one.ruleId}/${one.entityId}`}
            standing={one}
            tag={one.isRefusing ? { tone: 'bad', word: '不能通过' } : undefined}
            aside={one.isRefusing && one.waivedBy !== null ? `　可由${one.waivedBy}例外批准` : ''}
          >
            {one.mayWaive && (one.isRefusing || reasons[one.ruleId] !== undefined) ? (
              <TextField
                label="例外批准的理由"
                value={reasons[one.ruleId] ?? ''}
                onChange={(reason) => onReason(one.ruleId, reason)}
                maxLength={200}
                isOptional
              />
            ) : null}
          </StandingLine>
        ))}
      </ul>
    </section>
  )
}

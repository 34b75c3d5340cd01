import type { Roadmap, RoadmapLine } from '#contract/governance.ts'
import { StatusTag } from '#ui/status-tag.tsx'
import { refInWords, STATE_WORDS } from '#web/scheme/index.ts'
import { spanOf, spotOf, type Span } from './time-span.ts'

interface TimelineProps {
  readonly roadmap: Roadmap
  readonly phase: string | undefined
  readonly onPhase: (code: string | undefined) => void
  readonly onNode: ((schemeId: string, ruleId: string, entityId: string | undefined) => void) | undefined
}

/** Phases and the days that the plans fix, each as words and as a bar on one line of time. */
export function Timeline({ roadmap: { phases, nodes, asOf, plans }, phase, onPhase, onNode }: TimelineProps) {
  const span = spanOf([...phases, ...nodes], asOf)
  const many = plans.length > 1
  return (
    <>
      {phases.length === 0 ? null : (
        <section aria-labelledby="phases">
          <h2 id="phases">路线图：{phases.length} 个阶段</h2>
          <ol className="timeline">
            {phases.map(({ key, code, label, planName, from, to, refs, total, done, late }) => (
              <li key={key} className={isNow(from, to, asOf) ? 'is-now' : undefined}>
                <button
                  type="button"
                  className="timeline-name"
                  aria-pressed={phase === code}
                  onClick={() => onPhase(phase === code ? undefined : code)}
                >
                  <b>{label}</b>
                  <span className="muted">
                    {many ? `${planName} ` : ''}
                    {refs.map(refInWords).join('、')}
                  </span>
                </button>
                <Bar
                  from={from}
                  to={to}
                  span={span}
                  asOf={asOf}
                  tone={late > 0 ? 'bad' : total > 0 && done === total ? 'good' : 'info'}
                />
                <span className="timeline-count">
                  {from ?? '起日未填'} 至 {to ?? '止日未填'}
                  <span>
                    {total === 0 ? '没有任务' : `任务 ${total} 项，办结 ${done} 项`}
                    {late > 0 ? `，逾期 ${late} 项` : ''}
                    {isNow(from, to, asOf) ? ' · 现在' : ''}
                  </span>
                </span>
              </li>
            ))}
          </ol>
        </section>
      )}
      {nodes.length === 0 ? null : (
        <section aria-labelledby="nodes">
          <h2 id="nodes">时间表：方案定下日子的 {nodes.length} 件事</h2>
          <ol className="timeline">
            {nodes.map(({ schemeId, ruleId, label, from, to, refs, total, open, state, stateLabel }) => (
              <li key={`${schemeId}|${ruleId}`}>
                <span className="timeline-name">
                  {onNode && total > 0 ? (
                    <button type="button" className="text-button" onClick={() => onNode(schemeId, ruleId, undefined)}>
                      {label}
                    </button>
                  ) : (
                    <b>{label}</b>
                  )}
                  <span className="muted">{refs.map(refInWords).join('、')}</span>
                </span>
                <Bar from={from} to={to} span={span} asOf={asOf} tone={toneOf(state)} />
                <span className="timeline-count">
                  {from === null ? `${to} 前` : `${from} 至 ${to}`}
                  <span>
                    <StatusTag tone={STATE_WORDS[state].tone} word={total === 0 ? '范围内没有' : stateLabel} />
                    {total > 1 ? ` ${total} 个对象，${open} 个未齐` : ''}
                  </span>
                </span>
              </li>
            ))}
          </ol>
        </section>
      )}
    </>
  )
}

const isNow = (from: string | null, to: string | null, asOf: string): boolean => (from ?? '') <= asOf && asOf <= (to ?? '9999')
const toneOf = (state: RoadmapLine['state']): string => STATE_WORDS[state].tone

interface BarProps {
  readonly from: string | null
  readonly to: string | null
  readonly span: Span
  readonly asOf: string
  readonly tone: string
}

/** A stretch of time as a bar, today as a line across; the words beside it say the same. */
function Bar({ from, to, span, asOf, tone }: BarProps) {
  const start = spotOf(span, from ?? to ?? span.from)
  const end = spotOf(span, to ?? span.to)
  return (
    <span className="timeline-bar" aria-hidden="true">
      <span className={`tone-${tone}`} style={{ left: `${start}%`, width: `${Math.max(end - start, 1)}%` }} />
      <i style={{ left: `${spotOf(span, asOf)}%` }} />
    </span>
  )
}

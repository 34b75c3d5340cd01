import { Link } from '@tanstack/react-router'
import { AcceptanceGate, readAcceptance } from '#contract/station/index.ts'
import { StatusTag } from '#ui/status-tag.tsx'
import { Answered } from '#web/http/answered.tsx'
import { useAnswer } from '#web/http/use-answer.ts'
import { dayInWords } from '#web/kernel/day-words.ts'
import { useTitle } from '#web/kernel/use-title.ts'
import { AcceptanceCheck } from './acceptance-check.tsx'
import { AcceptanceRounds } from './acceptance-rounds.tsx'
import { ProposeAcceptance } from './propose-acceptance.tsx'
import '../station-page.css'

/** The checklist of an acceptance as the plans make it, the conclusion and its two signatures. */
export function AcceptancePage({ stationId, kind }: { readonly stationId: string; readonly kind: string }) {
  const known = AcceptanceGate.safeParse(`station.${kind}`)
  useTitle('验收')
  return known.success ? (
    <Checklist stationId={stationId} gate={known.data} />
  ) : (
    <p className="empty-note">没有这种验收。请从站点页面进入。</p>
  )
}

const STATE_LOOK = {
  open: { tone: 'good', word: '条件已具备' },
  closed: { tone: 'bad', word: '条件未具备' },
  silent: { tone: 'mute', word: '方案没有列条件' },
} as const

function Checklist({ stationId, gate }: { readonly stationId: string; readonly gate: AcceptanceGate }) {
  const query = useAnswer(readAcceptance, { stationId, gate })
  return (
    <Answered query={query} lines={10}>
      {(answer) => {
        const failed = answer.checks.filter(({ isPassed }) => !isPassed).length
        return (
          <>
            <header className="page-head">
              <div>
                <p className="muted no-print">
                  <Link to="/stations/$stationId" params={{ stationId }}>
                    {answer.name}
                  </Link>
                </p>
                <h1>
                  {answer.gateLabel}：{answer.name}
                </h1>
                <p className="muted">
                  以 {dayInWords(answer.asOf)} 为准 · 由{answer.signers.join('、') || '方案另定的单位'}
                  签署，提出人与签署人不得为同一账号
                </p>
              </div>
              <button type="button" className="plain-button no-print" onClick={() => window.print()}>
                打印
              </button>
            </header>
            <p>
              {answer.isDone ? <StatusTag tone="good" word="已合格" /> : <StatusTag {...STATE_LOOK[answer.state]} />} 共{' '}
              {answer.checks.length} 项条件{failed > 0 ? `，其中 ${failed} 项不具备` : ''}
            </p>
            <section className="station-part" aria-labelledby="checklist">
              <h2 id="checklist">验收清单</h2>
              {answer.checks.length === 0 ? (
                <p className="empty-note">现行方案没有规定这项验收的条件；提出结论时须写明依据。</p>
              ) : null}
              {answer.checks.map((check) => (
                <AcceptanceCheck
                  key={`${check.schemeId}|${check.ruleId}`}
                  stationId={stationId}
                  asOf={answer.asOf}
                  check={check}
                />
              ))}
            </section>
            {answer.mayInspect ? <ProposeAcceptance stationId={stationId} answer={answer} /> : null}
            <AcceptanceRounds stationId={stationId} answer={answer} />
          </>
        )
      }}
    </Answered>
  )
}

import { useState } from 'react'
import type { AcceptanceView } from '#contract/station/index.ts'
import { ActButton } from '#ui/form/act-button.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { minuteInWords } from '#web/kernel/instant-words.ts'
import type { AcceptanceAnswer } from './acceptance-answer.ts'
import { RESULT_WORDS } from './result-words.ts'
import { SignAcceptance } from './sign-acceptance.tsx'

interface AcceptanceRoundsProps {
  readonly stationId: string
  readonly answer: AcceptanceAnswer
}

/** Every inspection so far, newest first: who concluded what, and who signed. */
export function AcceptanceRounds({ stationId, answer }: AcceptanceRoundsProps) {
  const [signing, setSigning] = useState<AcceptanceView>()
  return (
    <section className="station-part" aria-labelledby="rounds">
      <h2 id="rounds">历次验收</h2>
      {answer.acceptances.length === 0 ? <p className="empty-note">还没有验收过。提出结论后会列在这里。</p> : null}
      {answer.acceptances.map((one) => (
        <article key={one.id} className="check">
          <header>
            <h3>
              第 {one.round} 次，{one.on}
            </h3>
            <StatusTag {...RESULT_WORDS[one.result]} />
            {one.signed === null ? (
              <StatusTag tone="info" word="等待签署" />
            ) : (
              <StatusTag
                tone={one.signed.verdict === 'agreed' ? 'good' : 'mute'}
                word={one.signed.verdict === 'agreed' ? '已签署' : '已退回'}
              />
            )}
          </header>
          <dl className="plain-facts">
            <Fact name="提出">{`${one.proposedBy}，${minuteInWords(one.proposedAt)}`}</Fact>
            {one.correctBy === null ? null : <Fact name="整改期限">{one.correctBy}</Fact>}
            {one.remark === '' ? null : <Fact name={one.result === 'passed' ? '说明' : '问题'}>{one.remark}</Fact>}
            {one.refusing.length === 0 ? null : <Fact name="当时不具备">{one.refusing.join('；')}</Fact>}
            {one.representatives === null ? null : (
              <Fact name="服务对象代表">{`${one.representatives.count} 人：${one.representatives.opinion}`}</Fact>
            )}
            {one.signed === null ? null : (
              <>
                <Fact name={one.signed.verdict === 'agreed' ? '签署' : '退回'}>
                  {[`${one.signed.by}，${minuteInWords(one.signed.at)}`, one.signed.reason].filter(Boolean).join('：')}
                </Fact>
                {one.signed.publishedOn === null ? null : <Fact name="公布日期">{one.signed.publishedOn}</Fact>}
              </>
            )}
          </dl>
          {one.maySign ? (
            <p className="button-row no-print">
              <ActButton className="main-button" onClick={() => setSigning(one)}>
                签署或退回
              </ActButton>
            </p>
          ) : null}
        </article>
      ))}
      {signing ? (
        <SignAcceptance stationId={stationId} answer={answer} acceptance={signing} onClose={() => setSigning(undefined)} />
      ) : null}
    </section>
  )
}

const Fact = ({ name, children }: { readonly name: string; readonly children: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

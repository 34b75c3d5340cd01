import { App } from 'antd'
import { useState } from 'react'
import { proposeAcceptance, type AcceptanceResult } from '#contract/station/index.ts'
import { ActButton } from '#ui/form/act-button.tsx'
import { ChoiceField } from '#ui/form/choice-field.tsx'
import { ChoiceRow } from '#ui/form/choice-row.tsx'
import { ProblemNotice } from '#ui/problem-notice.tsx'
import { TextField } from '#ui/form/text-field.tsx'
import { WholeForm } from '#ui/form/whole-form.tsx'
import { call } from '#web/http/call.ts'
import { makeNewId } from '#web/http/make-new-id.ts'
import { useAct } from '#web/http/use-act.ts'
import type { AcceptanceAnswer } from './acceptance-answer.ts'
import { RESULT_CHOICES } from './result-words.ts'

interface ProposeAcceptanceProps {
  readonly stationId: string
  readonly answer: AcceptanceAnswer
}

/** The inspector's conclusion, for a colleague to sign. */
export function ProposeAcceptance({ stationId, answer }: ProposeAcceptanceProps) {
  const { message } = App.useApp()
  const [id, setId] = useState(makeNewId)
  const [result, setResult] = useState<AcceptanceResult>('passed')
  const [on, setOn] = useState(answer.asOf)
  const [correctBy, setCorrectBy] = useState('')
  const [remark, setRemark] = useState('')
  const [count, setCount] = useState('')
  const [opinion, setOpinion] = useState('')
  const propose = useAct(
    () =>
      call(proposeAcceptance, {
        stationId,
        id,
        gate: answer.gate,
        result,
        on,
        remark,
        ...(result === 'correct' && correctBy !== '' && { correctBy }),
        ...(count !== '' && { representatives: { count: Number(count), opinion } }),
      }),
    () => {
      setId(makeNewId())
      setRemark('')
      void message.success('结论已提出，等另一位经办人签署')
    },
  )
  return (
    <section className="station-part no-print" aria-labelledby="conclusion">
      <h2 id="conclusion">提出验收结论</h2>
      <WholeForm className="acceptance-form" onSubmit={() => propose.run(undefined)}>
        <ChoiceRow label="结论">
          <ChoiceField
            label="结论"
            value={result}
            choices={RESULT_CHOICES}
            onChange={(next) => setResult((next ?? result) as AcceptanceResult)}
          />
        </ChoiceRow>
        <TextField label="验收日期" type="date" value={on} onChange={setOn} />
        {result === 'correct' ? <TextField label="整改期限" type="date" value={correctBy} onChange={setCorrectBy} /> : null}
        <TextField
          label={result === 'passed' ? '说明' : '问题'}
          isOptional={result === 'passed' && answer.state !== 'silent'}
          value={remark}
          onChange={setRemark}
          maxLength={1000}
        />
        <TextField
          label="服务对象代表人数"
          type="number"
          isOptional={answer.publicClause === null || result !== 'passed'}
          value={count}
          onChange={setCount}
          help={answer.publicClause ?? '向公众提供的公共服务项目，应邀请服务对象参加。'}
        />
        {count === '' ? null : <TextField label="代表的意见" value={opinion} onChange={setOpinion} maxLength={1000} />}
        {propose.trouble ? <ProblemNotice trouble={propose.trouble} /> : null}
        <p className="button-row">
          <ActButton type="submit" className="main-button" disabled={propose.isBusy}>
            {propose.isBusy ? '正在提出…' : '提出结论'}
          </ActButton>
        </p>
      </WholeForm>
    </section>
  )
}

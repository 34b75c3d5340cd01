import { useState } from 'react'
import { signAcceptance, type AcceptanceView } from '#contract/station/index.ts'
import { AskDialog } from '#ui/form/ask-dialog.tsx'
import { ChoiceField } from '#ui/form/choice-field.tsx'
import { ChoiceRow } from '#ui/form/choice-row.tsx'
import { TextField } from '#ui/form/text-field.tsx'
import { call } from '#web/http/call.ts'
import { makeNewId } from '#web/http/make-new-id.ts'
import { useAct } from '#web/http/use-act.ts'
import type { AcceptanceAnswer } from './acceptance-answer.ts'
import { RESULT_WORDS } from './result-words.ts'

interface SignAcceptanceProps {
  readonly stationId: string
  readonly answer: AcceptanceAnswer
  readonly acceptance: AcceptanceView
  readonly onClose: () => void
}

/** The second signature under a conclusion, or sending it back. */
export function SignAcceptance({ stationId, answer, acceptance, onClose }: SignAcceptanceProps) {
  const [id] = useState(makeNewId)
  const [verdict, setVerdict] = useState<'agreed' | 'returned'>('agreed')
  const [reason, setReason] = useState('')
  const [publishedOn, setPublishedOn] = useState('')
  const isAgreed = verdict === 'agreed'
  const sign = useAct(
    () =>
      call(signAcceptance, {
        stationId,
        acceptanceId: acceptance.id,
        id,
        verdict,
        reason,
        ...(isAgreed && publishedOn !== '' && { publishedOn }),
      }),
    onClose,
  )
  return (
    <AskDialog
      isOpen
      title={`${answer.gateLabel}第 ${acceptance.round} 次：${RESULT_WORDS[acceptance.result].word}`}
      okText={isAgreed ? '签署' : '退回'}
      isReady={isAgreed || reason.trim() !== ''}
      isBusy={sign.isBusy}
      trouble={sign.trouble}
      onOk={() => sign.run(undefined)}
      onClose={onClose}
    >
      <p>
        {acceptance.proposedBy}于 {acceptance.on} 验收，结论{RESULT_WORDS[acceptance.result].word}。签署时会再核对一次各项条件。
      </p>
      <ChoiceRow label="意见">
        <ChoiceField
          label="意见"
          value={verdict}
          choices={[
            { value: 'agreed', label: '同意，签署' },
            { value: 'returned', label: '退回' },
          ]}
          onChange={(next) => setVerdict(next === 'returned' ? 'returned' : 'agreed')}
        />
      </ChoiceRow>
      <TextField
        label={isAgreed ? '附言' : '退回理由'}
        isOptional={isAgreed}
        value={reason}
        onChange={setReason}
        maxLength={1000}
      />
      {isAgreed ? (
        <TextField
          label="公布日期"
          type="date"
          isOptional={answer.publicClause === null || acceptance.result !== 'passed'}
          value={publishedOn}
          onChange={setPublishedOn}
        />
      ) : null}
    </AskDialog>
  )
}

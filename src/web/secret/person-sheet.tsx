import { useState } from 'react'
import { App } from 'antd'
import { listSecrets, REVEAL_REASONS, revealSecret, setSecret, type SecretKind } from '#contract/person-secret.ts'
import { ActButton } from '#ui/form/act-button.tsx'
import { AskDialog } from '#ui/form/ask-dialog.tsx'
import { ChoiceField } from '#ui/form/choice-field.tsx'
import { ChoiceRow } from '#ui/form/choice-row.tsx'
import { DataTable } from '#ui/ledger/data-table.tsx'
import { SensitiveValue } from '#ui/secret/sensitive-value.tsx'
import { SideSheet } from '#ui/side-sheet.tsx'
import { TextField } from '#ui/form/text-field.tsx'
import { AttachmentList } from '#web/attachment/index.ts'
import { Answered } from '#web/http/answered.tsx'
import { call } from '#web/http/call.ts'
import { troubleOf } from '#web/http/trouble-of.ts'
import { useAct } from '#web/http/use-act.ts'
import { useAnswer } from '#web/http/use-answer.ts'
import { useCan } from '#web/kernel/current-session.ts'
import { minuteInWords } from '#web/kernel/instant-words.ts'
import { FILE_KINDS, KIND_WORDS, REASON_CHOICES } from './secret-words.ts'

interface PersonSheetProps {
  readonly personId: string | undefined
  /** What the person stands in the files as. */
  readonly subject: string | undefined
  readonly onClose: () => void
}

/** The numbers of one person: masked, in clear for a reason, replaced; and the files that prove them. */
export function PersonSheet({ personId, subject, onClose }: PersonSheetProps) {
  const mayRecord = useCan('record fact')
  return (
    <SideSheet isOpen={personId !== undefined} title="人员敏感信息" onClose={onClose}>
      {personId === undefined ? null : <PersonNumbers personId={personId} />}
      {personId === undefined || subject === undefined ? null : (
        <section className="person-files">
          <h2>附件</h2>
          <AttachmentList subject={subject} recordId={personId} kinds={FILE_KINDS} canChange={mayRecord} />
        </section>
      )}
    </SideSheet>
  )
}

export function PersonNumbers({ personId }: { readonly personId: string }) {
  const query = useAnswer(listSecrets, { personId })
  const mayReveal = useCan('reveal person secret')
  const mayRecord = useCan('record person secret')
  const [isRecording, setIsRecording] = useState(false)
  const reveal = (kind: SecretKind) => (reason: string, remark: string) =>
    call(revealSecret, { personId, kind, reason: REVEAL_REASONS.find((one) => one === reason) ?? 'other', remark })
  return (
    <>
      <Answered query={query} lines={3}>
        {({ secrets }) => (
          <DataTable
            caption="号码"
            rows={secrets}
            rowKey={({ kind }) => kind}
            empty="没有登记任何号码。"
            columns={[
              { key: 'kind', title: '种类', isHeader: true, cell: ({ kindLabel }) => kindLabel },
              {
                key: 'value',
                title: '号码',
                cell: ({ kind, kindLabel, masked }) => (
                  <SensitiveValue
                    label={kindLabel}
                    masked={masked}
                    reasons={REASON_CHOICES}
                    reveal={mayReveal ? reveal(kind) : undefined}
                    explain={troubleOf}
                  />
                ),
              },
              { key: 'at', title: '登记于', cell: ({ recordedAt }) => minuteInWords(recordedAt) },
            ]}
          />
        )}
      </Answered>
      {mayRecord ? (
        <div className="button-row no-print">
          <ActButton onClick={() => setIsRecording(true)}>登记或更换号码</ActButton>
        </div>
      ) : null}
      {isRecording ? <RecordSecret personId={personId} onClose={() => setIsRecording(false)} /> : null}
    </>
  )
}

const KINDS = Object.entries(KIND_WORDS).map(([value, label]) => ({ value, label }))

function RecordSecret({ personId, onClose }: { readonly personId: string; readonly onClose: () => void }) {
  const { message } = App.useApp()
  const [kind, setKind] = useState<SecretKind>('phone')
  const [value, setValue] = useState('')
  const record = useAct(
    () => call(setSecret, { personId, kind, value: value.trim() }),
    () => {
      onClose()
      void message.success('号码已登记')
    },
  )
  return (
    <AskDialog
      isOpen
      title="登记或更换号码"
      okText="登记"
      isReady={value.trim().length >= 4}
      isBusy={record.isBusy}
      trouble={record.trouble}
      onOk={() => record.run(undefined)}
      onClose={onClose}
    >
      <ChoiceRow label="号码种类">
        <ChoiceField label="号码种类" value={kind} choices={KINDS} onChange={(next) => setKind((next ?? kind) as SecretKind)} />
      </ChoiceRow>
      <TextField
        label="号码"
        value={value}
        onChange={setValue}
        maxLength={40}
        help="已有的会被替换；改动记入审计，号码本身加密保存。"
      />
    </AskDialog>
  )
}

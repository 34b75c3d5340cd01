import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useState } from 'react'
import { changeRecord, readRecord, type RecordView } from '#contract/record.ts'
import { DayInput } from '#ui/form/day-input.tsx'
import { ProblemNotice } from '#ui/problem-notice.tsx'
import { Answered } from '#web/http/answered.tsx'
import { CallFailed } from '#web/http/call-failed.ts'
import { call } from '#web/http/call.ts'
import { useAct } from '#web/http/use-act.ts'
import { answerKey, useAnswer } from '#web/http/use-answer.ts'
import { useCan } from '#web/kernel/current-session.ts'
import { useUnsaved } from '#web/kernel/use-unsaved.ts'
import { EditFacts } from './edit-facts.tsx'
import { EMPTY_DRAFT, fillIn, type RecordDraft } from './record-draft.ts'
import { ShowFacts } from './show-facts.tsx'
import './record.css'

interface RecordFormProps {
  readonly subject: string
  readonly id: string
  /** Names of facts and lists to show; all of the catalogue without. */
  readonly only?: readonly string[]
  readonly title?: string
}

/** A record for reading, and for filling in what is one's own to fill in. */
export function RecordForm({ subject, id, only, title = '档案' }: RecordFormProps) {
  const query = useAnswer(readRecord, { subject, id })
  return (
    <Answered query={query} lines={6}>
      {(record) => <Form record={narrowed(record, only)} title={title} isFresh={!query.isFetching} />}
    </Answered>
  )
}

const narrowed = (record: RecordView, only: readonly string[] | undefined): RecordView =>
  only === undefined
    ? record
    : {
        ...record,
        fields: record.fields.filter(({ name }) => only.includes(name)),
        lists: record.lists.filter(({ name }) => only.includes(name)),
      }

interface FormProps {
  readonly record: RecordView
  readonly title: string
  /** Nothing newer is on its way: whoever begins to fill in begins from what stands. */
  readonly isFresh: boolean
}

function Form({ record, title, isFresh }: FormProps) {
  const { message } = App.useApp()
  const client = useQueryClient()
  const [draft, setDraft] = useState<RecordDraft>()
  const [effectiveOn, setEffectiveOn] = useState('')
  const [unread, setUnread] = useState<Readonly<Record<string, string>>>({})
  const mayRecord = useCan('record fact') && [...record.fields, ...record.lists].some((one) => one.mayRecord)
  const save = useAct(
    (facts: Readonly<Record<string, unknown>>) =>
      call(changeRecord, {
        subject: record.subject,
        id: record.id,
        version: record.version,
        facts: facts as never,
        ...(effectiveOn !== '' && { effectiveOn }),
      }).catch(async (error: unknown) => {
        // what others wrote meanwhile is shown; what was typed stays and can be saved over it
        if (error instanceof CallFailed && error.problem.code === 'RECORD_CHANGED')
          await client.invalidateQueries({ queryKey: answerKey(readRecord) })
        throw error
      }),
    () => {
      setDraft(undefined)
      setEffectiveOn('')
      void message.success('已保存，相关条款已重新判定')
    },
  )
  useUnsaved(draft !== undefined && draft !== EMPTY_DRAFT)
  const submit = (typed: RecordDraft): void => {
    const { facts, faults } = fillIn(record, typed)
    setUnread(faults)
    if (Object.keys(faults).length === 0) save.run(facts)
  }
  const fromServer = Object.fromEntries((save.trouble?.fields ?? []).map(({ path, message: text }) => [path, text]))
  return (
    <section className="record-form" aria-label={title}>
      <div className="record-head">
        <h2>{title}</h2>
        {mayRecord && draft === undefined ? (
          <button type="button" className="plain-button no-print" disabled={!isFresh} onClick={() => setDraft(EMPTY_DRAFT)}>
            填写
          </button>
        ) : null}
      </div>
      {draft === undefined ? (
        <ShowFacts record={record} />
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            submit(draft)
          }}
        >
          {save.trouble ? <ProblemNotice trouble={save.trouble} /> : null}
          {Object.keys(unread).length > 0 ? (
            <ProblemNotice
              trouble={{
                title: '有几处看不懂，还没有保存',
                advice: '请按提示改正；已填写的内容还在。',
                fields: Object.entries(unread).map(([path, text]) => ({ path, message: text })),
              }}
            />
          ) : null}
          <EditFacts record={record} draft={draft} faults={{ ...fromServer, ...unread }} onChange={setDraft} />
          <div className="field effective-field">
            <label htmlFor={`effective-${record.id}`}>
              自何日起如此<span className="muted">（可不填，即从今天起）</span>
            </label>
            <DayInput id={`effective-${record.id}`} value={effectiveOn} onChange={setEffectiveOn} />
          </div>
          <p className="button-row">
            <button type="submit" className="main-button" disabled={save.isBusy}>
              {save.isBusy ? '正在保存…' : '保存'}
            </button>
            <button
              type="button"
              className="plain-button"
              onClick={() => {
                setDraft(undefined)
                setUnread({})
                save.reset()
              }}
            >
              取消
            </button>
          </p>
        </form>
      )}
    </section>
  )
}

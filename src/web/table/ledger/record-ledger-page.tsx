import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { RECORD_LIST_ENDPOINTS } from '#contract/record-lists.ts'
import { listRegisters } from '#contract/record.ts'
import { RECORD_LISTS, type ListedSubject } from '#domain/table/index.ts'
import { useAnswer } from '#web/http/use-answer.ts'
import { useTitle } from '#web/kernel/use-title.ts'
import { NewRecord } from '#web/record/index.ts'
import { ImportLink } from '../import/import-link.tsx'
import { Ledger } from './ledger.tsx'
import { useListChoices } from './use-list-choices.ts'

/** The records of a subject that has a list of its own, and opening another. */
export function RecordLedgerPage({ subject }: { readonly subject: ListedSubject }) {
  const list = RECORD_LISTS[subject]
  useTitle(list.title)
  const registers = useAnswer(listRegisters, {})
  const mayCreate = registers.data?.registers.find((one) => one.subject === subject)?.mayCreate ?? false
  const [isOpening, setIsOpening] = useState(false)
  const navigate = useNavigate()
  const [first] = list.columns
  const choices = useListChoices(subject)
  return (
    <>
      <header className="page-head">
        <div>
          <p className="muted no-print">
            <Link to="/registers">台账</Link>
          </p>
          <h1>{list.title}</h1>
        </div>
        <div className="button-row no-print">
          <ImportLink importer={subject} />
          {mayCreate ? (
            <button type="button" className="main-button" onClick={() => setIsOpening(true)}>
              新建
            </button>
          ) : null}
        </div>
      </header>
      <Ledger
        list={list}
        endpoints={RECORD_LIST_ENDPOINTS[subject]}
        choices={choices}
        cells={{
          [first?.key ?? '']: ({ id }, shown) => (
            <Link to="/records/$subject/$id" params={{ subject, id }}>
              {shown === '' ? '（未命名）' : shown}
            </Link>
          ),
        }}
        empty={mayCreate ? '还没有。点“新建”开始记第一份，或从表格导入。' : '您的范围内还没有。由负责的单位记下后，会列在这里。'}
      />
      {isOpening ? (
        <NewRecord
          subject={subject}
          label={list.title}
          onClose={() => setIsOpening(false)}
          onDone={(id) => void navigate({ to: '/records/$subject/$id', params: { subject, id } })}
        />
      ) : null}
    </>
  )
}

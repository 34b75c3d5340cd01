import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { listRecords, listRegisters } from '#contract/record.ts'
import { DataTable } from '#ui/ledger/data-table.tsx'
import { Loading } from '#ui/loading.tsx'
import { ProblemNotice } from '#ui/problem-notice.tsx'
import { troubleOf } from '#web/http/trouble-of.ts'
import { useAnswer } from '#web/http/use-answer.ts'
import { usePages } from '#web/http/use-pages.ts'
import { minuteInWords } from '#web/kernel/instant-words.ts'
import { useTitle } from '#web/kernel/use-title.ts'
import { NewRecord } from './new-record.tsx'

const PAGE = 100

/** The records of one subject, newest first, and opening another. */
export function RegisterPage({ subject }: { readonly subject: string }) {
  const query = usePages(listRecords, { subject, limit: PAGE }, ({ records }) =>
    records.length === PAGE ? records.at(-1)?.id : undefined,
  )
  const registers = useAnswer(listRegisters, {})
  const mayCreate = registers.data?.registers.find((one) => one.subject === subject)?.mayCreate ?? false
  const [isOpening, setIsOpening] = useState(false)
  const navigate = useNavigate()
  const label = query.data?.pages[0]?.label ?? '台账'
  useTitle(label)
  const records = query.data?.pages.flatMap((page) => page.records) ?? []
  return (
    <>
      <header className="page-head">
        <div>
          <p className="muted no-print">
            <Link to="/registers">台账</Link>
          </p>
          <h1>{label}</h1>
        </div>
        {mayCreate ? (
          <button type="button" className="main-button no-print" onClick={() => setIsOpening(true)}>
            新建
          </button>
        ) : null}
      </header>
      {query.error ? <ProblemNotice trouble={troubleOf(query.error)} /> : null}
      {query.data ? (
        <DataTable
          caption={label}
          rows={records}
          rowKey={({ id }) => id}
          empty={mayCreate ? '还没有。点“新建”开始记第一份。' : '您的范围内还没有。由负责的单位记下后，会列在这里。'}
          columns={[
            {
              key: 'name',
              title: '名称',
              isHeader: true,
              cell: ({ id, name }) => (
                <Link to="/records/$subject/$id" params={{ subject, id }}>
                  {name === '' ? '（未命名）' : name}
                </Link>
              ),
            },
            { key: 'place', title: '所在地区', cell: ({ placeName }) => placeName },
            { key: 'version', title: '版次', cell: ({ version }) => `第 ${version} 版` },
            { key: 'at', title: '最近记录', cell: ({ recordedAt }) => minuteInWords(recordedAt) },
          ]}
        />
      ) : query.error ? null : (
        <Loading lines={8} />
      )}
      {query.hasNextPage ? (
        <p className="button-row no-print">
          <button type="button" className="plain-button" onClick={() => void query.fetchNextPage()}>
            再载入 {PAGE} 份
          </button>
        </p>
      ) : null}
      {isOpening ? (
        <NewRecord
          subject={subject}
          label={label}
          onClose={() => setIsOpening(false)}
          onDone={(id) => void navigate({ to: '/records/$subject/$id', params: { subject, id } })}
        />
      ) : null}
    </>
  )
}

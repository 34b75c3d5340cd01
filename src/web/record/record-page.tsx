import { readRecord } from '#contract/record.ts'
import { useAnswer } from '#web/http/use-answer.ts'
import { useTitle } from '#web/kernel/use-title.ts'
import { RecordForm } from './record-form.tsx'
import { RecordHistory } from './record-history.tsx'

/** One record of any subject: what is known of it, filling it in, and its history. */
export function RecordPage({ subject, id }: { readonly subject: string; readonly id: string }) {
  const { data } = useAnswer(readRecord, { subject, id })
  const name = data?.name ?? '档案'
  useTitle(name)
  return (
    <>
      <header className="page-head">
        <div>
          <h1>{name}</h1>
          {data ? (
            <p className="muted">
              {data.subjectLabel} · {data.placeName} · 第 {data.version} 版
            </p>
          ) : null}
        </div>
      </header>
      <RecordForm subject={subject} id={id} />
      <RecordHistory subject={subject} id={id} />
    </>
  )
}

import { readHistory } from '#contract/record.ts'
import { DataTable } from '#ui/ledger/data-table.tsx'
import { Answered } from '#web/http/answered.tsx'
import { useAnswer } from '#web/http/use-answer.ts'
import { minuteInWords } from '#web/kernel/instant-words.ts'

/** Every version of a record, newest first, with what each changed. */
export function RecordHistory({ subject, id }: { readonly subject: string; readonly id: string }) {
  const query = useAnswer(readHistory, { subject, id })
  return (
    <section className="record-history" aria-label="历次改动">
      <h2>历次改动</h2>
      <Answered query={query} lines={3}>
        {({ versions }) => (
          <DataTable
            caption="历次改动"
            rows={versions}
            rowKey={({ version }) => String(version)}
            empty="还没有改动。"
            columns={[
              { key: 'version', title: '版次', isHeader: true, width: '4em', cell: ({ version }) => `第 ${version} 版` },
              { key: 'at', title: '记录于', cell: ({ recordedAt }) => minuteInWords(recordedAt) },
              { key: 'by', title: '记录人', cell: ({ recordedBy }) => recordedBy ?? '—' },
              { key: 'from', title: '自何日起', cell: ({ effectiveOn }) => effectiveOn ?? '一直如此' },
              {
                key: 'what',
                title: '改了什么',
                cell: ({ changes, version }) =>
                  version === 1 ? '建档' : changes.map(({ label, before, after }) => `${label}：${before} → ${after}`).join('；'),
              },
            ]}
          />
        )}
      </Answered>
    </section>
  )
}

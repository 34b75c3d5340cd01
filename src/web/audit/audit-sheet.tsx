import type { AuditEntryView } from '#contract/audit.ts'
import { DataTable } from '#ui/ledger/data-table.tsx'
import { SideSheet } from '#ui/side-sheet.tsx'
import { secondInWords } from '#web/kernel/instant-words.ts'
import { fieldInWords, subjectInWords, valueInWords, whoInWords } from './audit-words.ts'

type Only = {
  readonly accountId?: string
  readonly who?: string
  readonly subject?: string
  readonly subjectId?: string
  readonly action?: string
}

interface AuditSheetProps {
  readonly entry: AuditEntryView | undefined
  /** Goes on with a condition taken from this row. */
  readonly onOnly: (patch: Only) => void
  readonly onClose: () => void
}

/** One row in full: the content of the change, what was said about it, and where it stands in the chain. */
export function AuditSheet({ entry, onOnly, onClose }: AuditSheetProps) {
  return (
    <SideSheet isOpen={entry !== undefined} title="审计记录" onClose={onClose}>
      {entry ? <Entry entry={entry} onOnly={onOnly} /> : null}
    </SideSheet>
  )
}

function Entry({ entry, onOnly }: { readonly entry: AuditEntryView; readonly onOnly: (patch: Only) => void }) {
  const { accountId, subject, subjectId, changes, detail } = entry
  const facts: readonly (readonly [string, string])[] = [
    ['时间', `${secondInWords(entry.at)}（北京时间）`],
    ['谁', `${whoInWords(entry)}，${entry.roleLabel}`],
    ['做什么', entry.actionLabel],
    ['结果', entry.outcomeLabel],
    ['辖区', entry.divisionCode],
    ['对象', subjectId === null ? subjectInWords(entry) : `${subjectInWords(entry)} ${subjectId}`],
    ...Object.entries(detail ?? {}).map(([field, value]) => [fieldInWords(field), valueInWords(value)] as const),
    ['链上序号', String(entry.seq)],
    ['请求编号', entry.requestId ?? '—'],
  ]
  return (
    <article aria-label={entry.actionLabel}>
      <dl className="plain-facts">
        {facts.map(([name, value]) => (
          <Fact key={name} name={name} value={value} />
        ))}
      </dl>
      <h2 className="sheet-part">改动</h2>
      <DataTable
        caption="改动"
        rows={changes}
        rowKey={({ field }) => field}
        empty="这次操作没有改动记录的内容。"
        columns={[
          { key: 'field', title: '项目', isHeader: true, cell: ({ field }) => fieldInWords(field) },
          { key: 'before', title: '原来', cell: ({ before }) => valueInWords(before) },
          { key: 'after', title: '改为', cell: ({ after }) => valueInWords(after) },
        ]}
      />
      <p className="button-row sheet-part no-print">
        {accountId === null ? null : (
          <button type="button" className="plain-button" onClick={() => onOnly({ accountId, who: whoInWords(entry) })}>
            只看此人
          </button>
        )}
        {subject === null || subjectId === null ? null : (
          <button type="button" className="plain-button" onClick={() => onOnly({ subject, subjectId })}>
            只看这个对象
          </button>
        )}
        <button type="button" className="plain-button" onClick={() => onOnly({ action: entry.action })}>
          只看这种操作
        </button>
      </p>
    </article>
  )
}

const Fact = ({ name, value }: { readonly name: string; readonly value: string }) => (
  <>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </>
)

import { listAudit, type AuditEntryView } from '#contract/audit.ts'
import { DataTable, type Column } from '#ui/ledger/data-table.tsx'
import { Loading } from '#ui/loading.tsx'
import { ProblemNotice } from '#ui/problem-notice.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { troubleOf } from '#web/http/trouble-of.ts'
import { usePages } from '#web/http/use-pages.ts'
import { useCan } from '#web/kernel/current-session.ts'
import { secondInWords } from '#web/kernel/instant-words.ts'
import { useAddress } from '#web/kernel/use-address.ts'
import { useTitle } from '#web/kernel/use-title.ts'
import { AuditFilters } from './audit-filters.tsx'
import { auditFilter, readAuditSearch } from './audit-search.ts'
import { AuditSheet } from './audit-sheet.tsx'
import { subjectInWords, whoInWords } from './audit-words.ts'
import { ExportAudit } from './export-audit.tsx'

const PAGE = 50

/** Who did what, when, to what, and whether it was let: newest first. */
export function AuditPage() {
  useTitle('审计')
  const mayExport = useCan('export audit')
  const [search, change] = useAddress(readAuditSearch)
  const filter = auditFilter(search)
  const query = usePages(listAudit, { ...filter, limit: PAGE }, ({ next }) => next ?? undefined)
  const entries = query.data?.pages.flatMap((page) => page.entries) ?? []
  const open = (entry: AuditEntryView): void => change({ entry: entry.id }, { isStep: true })
  return (
    <>
      <header className="page-head">
        <div>
          <h1>审计</h1>
          <p className="muted">
            辖区内的写入、拒绝、敏感信息查看和导出，只能追加，不能改删；每一条都锁在链上，改动任何一条都会被查出。
          </p>
        </div>
        {mayExport ? <ExportAudit filter={filter} /> : null}
      </header>
      <AuditFilters />
      {query.error ? <ProblemNotice trouble={troubleOf(query.error)} /> : null}
      {query.isPending ? (
        <Loading lines={10} />
      ) : query.data ? (
        <>
          <p className="list-head">
            <span role="status">
              显示最近 {entries.length} 条{query.hasNextPage ? '，还有更早的' : ''}
            </span>
          </p>
          <div className="page-table">
            <DataTable
              caption="审计记录"
              columns={columnsFor(open)}
              rows={entries}
              rowKey={({ id }) => id}
              empty="没有符合条件的记录。辖区内有人办理、被拒绝或查看敏感信息，就会自动列在这里。"
            />
          </div>
          {query.hasNextPage ? (
            <p className="button-row no-print">
              <button
                type="button"
                className="plain-button"
                disabled={query.isFetchingNextPage}
                onClick={() => void query.fetchNextPage()}
              >
                再看更早的 {PAGE} 条
              </button>
            </p>
          ) : null}
        </>
      ) : null}
      <AuditSheet
        entry={entries.find(({ id }) => id === search.entry)}
        onOnly={(patch) => change({ ...patch, entry: undefined })}
        onClose={() => change({ entry: undefined })}
      />
    </>
  )
}

const columnsFor = (open: (entry: AuditEntryView) => void): readonly Column<AuditEntryView>[] => [
  { key: 'at', title: '时间', width: '11.5em', cell: ({ at }) => <span className="nowrap">{secondInWords(at)}</span> },
  {
    key: 'who',
    title: '谁',
    cell: (entry) => (
      <>
        {whoInWords(entry)} <span className="muted nowrap">{entry.roleLabel}</span>
      </>
    ),
  },
  { key: 'what', title: '做什么', isHeader: true, cell: ({ actionLabel }) => actionLabel },
  { key: 'subject', title: '对象', cell: subjectInWords },
  { key: 'changes', title: '改动', cell: ({ changes }) => (changes.length === 0 ? '—' : `${changes.length} 处`) },
  {
    key: 'outcome',
    title: '结果',
    cell: ({ outcome, outcomeLabel }) =>
      outcome === 'done' ? (
        <StatusTag tone="good" word="已完成" />
      ) : (
        <span className="refused">
          <StatusTag tone="bad" word="被拒绝" /> {outcomeLabel}
        </span>
      ),
  },
  {
    key: 'open',
    title: '详情',
    isAct: true,
    cell: (entry) => (
      <button
        type="button"
        className="text-button nowrap"
        aria-label={`详情：${entry.actionLabel}，${whoInWords(entry)}，${secondInWords(entry.at)}`}
        onClick={() => open(entry)}
      >
        详情
      </button>
    ),
  },
]

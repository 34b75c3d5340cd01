import { Link } from '@tanstack/react-router'
import type { z } from 'zod'
import { listDocuments } from '#contract/governance.ts'
import { DataTable, type Column } from '#ui/ledger/data-table.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { Answered } from '#web/http/answered.tsx'
import { useAnswer } from '#web/http/use-answer.ts'
import { refInWords, STATE_WORDS } from '#web/scheme/index.ts'

type Paper = z.output<typeof listDocuments.output>['documents'][number]

/** Papers: what is known of their source, and who has confirmed receipt. */
export function DocumentsView() {
  const query = useAnswer(listDocuments, {})
  return (
    <Answered query={query} lines={8}>
      {({ documents }) => (
        <DataTable
          caption="文件"
          columns={COLUMNS}
          rows={documents}
          rowKey={({ id }) => id}
          empty="还没有登记文件。在台账里登记后，来源要素和收文情况会列在这里。"
        />
      )}
    </Answered>
  )
}

/** A mark of the source: unknown and none are different things. */
const marked = (x: string | null | undefined): string => (x === undefined ? '未知' : (x ?? '未见'))

const COLUMNS: readonly Column<Paper>[] = [
  {
    key: 'name',
    title: '文件',
    isHeader: true,
    cell: ({ id, name, kindLabel }) => (
      <>
        <Link to="/records/$subject/$id" params={{ subject: 'document', id }}>
          {name}
        </Link>
        <span className="muted line-about">{kindLabel}</span>
      </>
    ),
  },
  { key: 'no', title: '文号', cell: ({ docNo }) => marked(docNo) },
  { key: 'on', title: '成文日期', cell: ({ issuedOn }) => <span className="nowrap">{marked(issuedOn)}</span> },
  { key: 'by', title: '印发单位', cell: ({ issuers }) => marked(issuers) },
  {
    key: 'source',
    title: '来源',
    cell: ({ isWhole, statusLabel, state, stateLabel, refs }) => (
      <>
        <StatusTag tone={isWhole ? 'good' : 'unknown'} word={isWhole ? '要素齐全' : '要素不全'} />
        <span className="muted line-about">
          {statusLabel}
          {refs.length === 0 ? '' : ` · ${refs.map(refInWords).join('、')}`}
        </span>
        {state === null || stateLabel === null || STATE_WORDS[state].tone === 'good' ? null : (
          <StatusTag tone={STATE_WORDS[state].tone} word={stateLabel} />
        )}
      </>
    ),
  },
  {
    key: 'receipts',
    title: '收文',
    cell: ({ receipts }) =>
      receipts === null ? (
        '没有记录发给谁'
      ) : receipts.total === 0 ? (
        '没有收文单位'
      ) : (
        <>
          已收 {receipts.received}/{receipts.total}
          {receipts.waiting.length === 0 ? null : <span className="muted line-about">未确认：{receipts.waiting.join('、')}</span>}
        </>
      ),
  },
]

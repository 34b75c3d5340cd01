import { useState } from 'react'
import { listImportLines, readImportErrors, type ImportBatchView, type ImportLineView } from '#contract/import.ts'
import { DataTable } from '#ui/ledger/data-table.tsx'
import { LegendChips } from '#ui/legend-chips.tsx'
import { Loading } from '#ui/loading.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { usePages } from '#web/http/use-pages.ts'
import { LINE_WORDS } from './import-words.ts'
import { TakeFile } from '../take-file.tsx'

interface ImportLinesProps {
  readonly batch: ImportBatchView
  readonly counts: NonNullable<ImportBatchView['counts']>
}

const STATES = ['wrong', 'new', 'changed', 'same'] as const

/** The lines and what each would change, or what is wrong with it. */
export function ImportLines({ batch, counts }: ImportLinesProps) {
  const [state, setState] = useState<ImportLineView['state'] | undefined>(counts.wrong > 0 ? 'wrong' : undefined)
  const query = usePages(listImportLines, { batchId: batch.id, ...(state && { state }) }, ({ next }) =>
    next === null ? undefined : String(next),
  )
  const lines = query.data?.pages.flatMap((page) => page.lines) ?? []
  return (
    <section aria-label="各行与差别">
      <LegendChips
        label="按结果看"
        chosen={state}
        allCount={batch.rows}
        chips={STATES.map((key) => ({ key, tone: LINE_WORDS[key][0], word: LINE_WORDS[key][1], count: counts[key] }))}
        onChoose={(key) => setState(STATES.find((one) => one === key))}
      />
      {counts.wrong > 0 ? (
        <p className="button-row">
          <TakeFile
            endpoint={readImportErrors}
            input={{ batchId: batch.id }}
            fileName={`${batch.fileName.replace(/\.\w+$/, '')} 错误的行.xlsx`}
            label={`下载有错的 ${counts.wrong} 行`}
          />
          <span className="muted">每行旁边写着错在哪里；改好后把它或原来的表重新上传。</span>
        </p>
      ) : null}
      {query.isPending ? (
        <Loading lines={5} />
      ) : (
        <DataTable<ImportLineView>
          caption="各行与差别"
          rows={lines}
          rowKey={({ line }) => String(line)}
          empty="没有这样的行。"
          columns={[
            { key: 'line', title: '行', align: 'end', cell: ({ line }) => line },
            { key: 'name', title: '哪一条', isHeader: true, cell: ({ name }) => name || '—' },
            {
              key: 'state',
              title: '结果',
              cell: (line) => <StatusTag tone={LINE_WORDS[line.state][0]} word={LINE_WORDS[line.state][1]} />,
            },
            { key: 'what', title: '差别或错误', cell: whatOf },
          ]}
        />
      )}
      {query.hasNextPage ? (
        <p className="button-row">
          <button type="button" className="plain-button" onClick={() => void query.fetchNextPage()}>
            再看 100 行
          </button>
        </p>
      ) : null}
    </section>
  )
}

const whatOf = ({ faults, changes }: ImportLineView) =>
  faults.length + changes.length === 0 ? (
    '—'
  ) : (
    <ul className="plain-list">
      {faults.map((fault) => (
        <li key={fault}>{fault}</li>
      ))}
      {changes.map(({ title, before, after }) => (
        <li key={title}>
          {title}：<del>{before === '' ? '未填' : before}</del> → <ins>{after}</ins>
        </li>
      ))}
    </ul>
  )

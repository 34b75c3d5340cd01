import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { listChanges } from '#contract/territory/index.ts'
import { DataTable } from '#ui/ledger/data-table.tsx'
import { Answered } from '#web/http/answered.tsx'
import { useAnswer } from '#web/http/use-answer.ts'
import { useCan, useSession } from '#web/kernel/current-session.ts'
import { secondInWords } from '#web/kernel/instant-words.ts'
import { useTitle } from '#web/kernel/use-title.ts'
import { ChangeForm } from './change-form.tsx'

const KINDS = { rename: '更名', merge: '合并', split: '析出', move: '改属', create: '设立' } as const

/** The changes of divisions on file, and making one: tried first, then done. */
export function ChangesPage() {
  useTitle('区划变更')
  const { grant } = useSession()
  const mayChange = useCan('change territory')
  const [isOpen, setIsOpen] = useState(false)
  const query = useAnswer(listChanges, {})
  return (
    <>
      <header className="page-head">
        <div>
          <h1>区划变更</h1>
          <p className="muted">
            {grant.scopeName}及以下的更名、合并、析出、改属与设立。先试算会移动什么，再办理；变更以前各日的情况照旧可查。
          </p>
        </div>
        {mayChange && !isOpen ? (
          <p className="button-row no-print">
            <button type="button" className="main-button" onClick={() => setIsOpen(true)}>
              办理一项变更
            </button>
            <Link to="/imports" className="plain-button">
              导入本地的乡镇、村名单
            </Link>
          </p>
        ) : null}
      </header>
      {isOpen ? <ChangeForm onClose={() => setIsOpen(false)} /> : null}
      <Answered query={query}>
        {({ changes }) => (
          <DataTable
            caption="已办理的区划变更"
            isCaptionShown
            rows={changes}
            rowKey={({ id }) => id}
            empty="还没有区划变更。办理之后，依据的文件、生效日和移动的数目会列在这里，不可更改。"
            columns={[
              { key: 'on', title: '生效日', cell: (c) => <span className="nowrap">{c.effectiveOn}</span> },
              { key: 'kind', title: '变更', isHeader: true, cell: (c) => `${KINDS[c.kind]}：${c.sentence}` },
              { key: 'doc', title: '依据', cell: (c) => c.documentNo },
              { key: 'moved', title: '移动档案', align: 'end', cell: (c) => `${c.movedCount} 份` },
              { key: 'by', title: '办理', cell: (c) => `${c.madeBy} ${secondInWords(c.recordedAt)}` },
            ]}
          />
        )}
      </Answered>
    </>
  )
}

import { Link } from '@tanstack/react-router'
import type { z } from 'zod'
import { listPolicies } from '#contract/oversight.ts'
import { DataTable, type Column } from '#ui/ledger/data-table.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { Answered } from '#web/http/answered.tsx'
import { useAnswer } from '#web/http/use-answer.ts'
import { refInWords, STATE_WORDS } from '#web/scheme/index.ts'

type Place = z.output<typeof listPolicies.output>['places'][number]

/** The papers of every place of which the plan wants some; a place without any stands first. */
export function PoliciesView() {
  const query = useAnswer(listPolicies, {})
  return (
    <Answered query={query} lines={8}>
      {({ asOf, places, total }) => (
        <>
          <p className="list-head">
            <span role="status">
              以 {asOf} 为准，共 {total} 处{total > places.length ? `，显示前 ${places.length} 处` : ''}
              ；一份也没有的 {places.filter(({ papers }) => papers.length === 0).length} 处
            </span>
          </p>
          <p className="muted">列出各地登记在“文件”里的全部文件；符合与否按条款所说的文种和状态判定。</p>
          <DataTable
            caption="政策清单"
            columns={COLUMNS}
            rows={places}
            rowKey={({ key }) => key}
            empty="方案没有要求各地出台政策文件。"
          />
        </>
      )}
    </Answered>
  )
}

const COLUMNS: readonly Column<Place>[] = [
  {
    key: 'name',
    title: '地区',
    isHeader: true,
    cell: ({ name, label }) => (
      <>
        {name}
        <span className="muted line-about">{label}</span>
      </>
    ),
  },
  {
    key: 'state',
    title: '判定',
    width: '8em',
    cell: ({ state, stateLabel, debtorLabel }) => (
      <>
        <StatusTag tone={STATE_WORDS[state].tone} word={stateLabel} />
        {state === 'not-met' && debtorLabel !== '' ? <span className="muted line-about">由{debtorLabel}补</span> : null}
      </>
    ),
  },
  {
    key: 'papers',
    title: '文件',
    cell: ({ papers }) =>
      papers.length === 0 ? (
        '没有登记'
      ) : (
        <ul className="plain-list">
          {papers.map(({ id, name, docNo, issuedOn, kind, topics, status }) => (
            <li key={id}>
              <Link to="/records/$subject/$id" params={{ subject: 'document', id }}>
                {name}
              </Link>{' '}
              <span className="muted">
                {[docNo, issuedOn, kind, status, topics.join('、')].filter((word) => word !== '').join(' · ')}
              </span>
            </li>
          ))}
        </ul>
      ),
  },
  {
    key: 'refs',
    title: '条款',
    width: '8em',
    cell: ({ refs }) => <span className="muted">{refs.map(refInWords).join('、')}</span>,
  },
]

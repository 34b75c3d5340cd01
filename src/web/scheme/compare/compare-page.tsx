import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { z } from 'zod'
import { comparePlans, listSchemes } from '#contract/scheme/index.ts'
import { ChoiceField } from '#ui/form/choice-field.tsx'
import { Answered } from '#web/http/answered.tsx'
import { useAnswer } from '#web/http/use-answer.ts'
import { useTitle } from '#web/kernel/use-title.ts'
import { refInWords } from '../chapters.ts'
import './compare-page.css'

type Comparison = z.output<typeof comparePlans.output>
type Line = Comparison['rows'][number]['cells'][number]['lines'][number]

/** The plans side by side, live from the schemes; each line opens its clause. */
export function ComparePage() {
  useTitle('方案对照')
  const query = useAnswer(comparePlans, {})
  return (
    <>
      <header className="page-head">
        <div>
          <h1>方案对照</h1>
          <p className="muted">
            各方案对同一件事怎么规定，随方案数据实时得出；带下划线的条号可点开，看那一条的实时状态。“—”表示方案没有提到。
          </p>
        </div>
        <button type="button" className="plain-button no-print" onClick={() => window.print()}>
          打印
        </button>
      </header>
      <Answered query={query} lines={14}>
        {(comparison) => <Sides comparison={comparison} />}
      </Answered>
    </>
  )
}

function Sides({ comparison: { schemes, rows } }: { readonly comparison: Comparison }) {
  const { data } = useAnswer(listSchemes, {})
  const mine = new Set(data?.schemes.map(({ id }) => id))
  const [left, setLeft] = useState(schemes[0]?.id)
  const [right, setRight] = useState(schemes[1]?.id)
  const choices = schemes.map(({ id, shortTitle }) => ({ value: id, label: shortTitle }))
  if (schemes.length === 0) return <p className="empty-note">您的范围内还没有方案。方案载入后，会自动在这里并列。</p>
  return (
    <>
      <div className="compare-choice no-print">
        <ChoiceField label="左边的方案" value={left} choices={choices} onChange={setLeft} />
        <ChoiceField label="右边的方案" value={right} choices={choices} onChange={setRight} />
      </div>
      <div className="compare-frame" role="region" aria-label="方案对照表，可左右滚动" tabIndex={0}>
        <table className="compare">
          <caption className="visually-hidden">各方案对照</caption>
          <thead>
            <tr>
              <th scope="col">事项</th>
              {schemes.map(({ id, shortTitle }) => (
                <th key={id} scope="col" className={sideOf(id, left, right)}>
                  {shortTitle}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ parameter, label, cells }) => (
              <tr key={parameter}>
                <th scope="row">{label}</th>
                {schemes.map(({ id }) => (
                  <td key={id} className={sideOf(id, left, right)}>
                    <Lines schemeId={id} isOpen={mine.has(id)} lines={cells.find((cell) => cell.schemeId === id)?.lines ?? []} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

/** On a narrow screen only the two chosen plans are shown. */
const sideOf = (id: string, left: string | undefined, right: string | undefined): string | undefined =>
  id === left || id === right ? 'is-chosen' : undefined

interface LinesProps {
  readonly schemeId: string
  /** The reader's place has this plan: its references lead to it. */
  readonly isOpen: boolean
  readonly lines: readonly Line[]
}

function Lines({ schemeId, isOpen, lines }: LinesProps) {
  if (lines.length === 0)
    return (
      <span className="muted">
        <span aria-hidden="true">—</span>
        <span className="visually-hidden">没有提到</span>
      </span>
    )
  return (
    <ul className="compare-lines">
      {lines.map(({ text, refs }) => (
        <li key={text + refs.join('')}>
          {text}{' '}
          {refs.map((ref) =>
            isOpen ? (
              <Link key={ref} to="/plan/$schemeId" params={{ schemeId }} search={{ ref } as never} className="compare-ref">
                {refInWords(ref)}
              </Link>
            ) : (
              <span key={ref} className="compare-ref muted">
                {refInWords(ref)}
              </span>
            ),
          )}
        </li>
      ))}
    </ul>
  )
}

import { useState } from 'react'
import type { RulingView, TraceView } from '#contract/scheme/index.ts'
import { StatusTag } from '#ui/status-tag.tsx'
import { TreeList, type TreeBranch } from '#ui/ledger/tree-list.tsx'
import { toneOfOutcome } from '../state-words.ts'

/** Everything a ruling rests on, down to the last condition, and the rules that stayed silent. */
export function RulingTrace({ ruling: { where, trace, silent } }: { readonly ruling: RulingView }) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <details className="trace" open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>展开全部依据</summary>
      {where ? (
        <section>
          <h3>是否适用</h3>
          <TreeList label="是否适用的判定过程" branches={[branchOf(where)]} />
        </section>
      ) : null}
      <section>
        <h3>判定过程</h3>
        {trace ? (
          <TreeList label="判定过程" branches={[branchOf(trace)]} />
        ) : (
          <p className="muted">这条规则按上表直接得出，没有更细的条件。</p>
        )}
      </section>
      <section>
        <h3>没有起作用的规则</h3>
        {silent.length === 0 ? (
          <p className="muted">同一条款上没有别的规则。</p>
        ) : (
          <ul className="silent-rules">
            {silent.map(({ ruleId, label, why }) => (
              <li key={ruleId}>
                <strong>{label}</strong>：{why}
              </li>
            ))}
          </ul>
        )}
      </section>
    </details>
  )
}

const branchOf = ({ text, outcome, measured, required, kids }: TraceView): TreeBranch => ({
  content: (
    <span className="trace-line">
      <StatusTag tone={toneOfOutcome(outcome)} word={outcome} />
      <span>{text}</span>
      {measured === null ? null : <span className="muted">实测 {measured}</span>}
      {required === null ? null : <span className="muted">标准 {required}</span>}
    </span>
  ),
  kids: kids.map(branchOf),
})

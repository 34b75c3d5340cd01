import { Link } from '@tanstack/react-router'
import type { RulingView } from '#contract/scheme/index.ts'
import { DataTable, type Column } from '#ui/ledger/data-table.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import type { Tone } from '#ui/theme/tone.ts'
import { dayInWords } from '#web/kernel/day-words.ts'
import { refInWords } from '../chapters.ts'
import { Reading } from './rule-facts.tsx'
import { RulingTrace } from './ruling-trace.tsx'
import { STATE_WORDS, toneOfOutcome } from '../state-words.ts'

type Row = RulingView['rows'][number]
type Gate = RulingView['gates'][number]

/** 判定单: one sentence, what was measured against what is asked, what would change it and when, and what it rests on. */
export function RulingSheet({ ruling }: { readonly ruling: RulingView }) {
  const { rule, subject, clauses, rows } = ruling
  return (
    <article className="sheet" aria-label={`判定单：${subject.name}，${rule.label}`}>
      <header>
        <h2>
          {subject.name} · {rule.label}
        </h2>
        <p className="sheet-verdict">
          <StatusTag tone={STATE_WORDS[subject.state].tone} word={subject.label ?? subject.stateLabel} />
          <span className="muted">判定日 {dayInWords(ruling.asOf)}</span>
        </p>
        <p className="sheet-sentence">{subject.sentence}</p>
      </header>
      <DataTable
        caption="逐项判定"
        columns={columnsFor(clauses)}
        rows={rows.map((row, i) => ({ ...row, i }))}
        rowKey={({ i }) => String(i)}
        empty="这条规则没有可以逐项对照的数。"
      />
      <dl className="sheet-facts">
        <Fact name="怎样才能变">{ruling.flip === '' ? '此刻没有一个单独的改变能扭转结论。' : ruling.flip}</Fact>
        <Fact name="答案将变的日期">
          {ruling.nextChangeOn === null ? '只随日期推移，答案不会变。' : dayInWords(ruling.nextChangeOn)}
        </Fact>
        {subject.dueOn === null ? null : <Fact name="期限">{dayInWords(subject.dueOn)}</Fact>}
        {ruling.endsOn === null ? null : <Fact name="效力止于">{dayInWords(ruling.endsOn)}</Fact>}
        {ruling.order.length > 0 ? <Fact name="名次">{ruling.order.join(' → ')}</Fact> : null}
        {ruling.gapRows.length > 0 ? <Fact name="差在哪里">{ruling.gapRows.join('、')}</Fact> : null}
      </dl>
      {ruling.gates.length > 0 ? <Gates gates={ruling.gates} /> : null}
      {ruling.missing.length > 0 ? (
        <section>
          <h3>还缺的资料</h3>
          <DataTable
            caption="还缺的资料和该由谁补报"
            columns={[
              { key: 'label', title: '资料', isHeader: true, cell: ({ label }) => label },
              { key: 'supplier', title: '由谁补报', cell: ({ supplier }) => supplier },
            ]}
            rows={ruling.missing}
            rowKey={({ fact }) => fact}
            empty=""
          />
        </section>
      ) : null}
      <section>
        <h3>依据条款</h3>
        <ul className="sheet-clauses">
          {clauses.map(({ cite, ref, text }) => (
            <li key={cite}>
              <strong>{refInWords(ref)}</strong> {text}
            </li>
          ))}
        </ul>
        {rule.reading ? <Reading reading={rule.reading} /> : null}
        {ruling.unsigned.length > 0 ? (
          <p className="reading">
            <StatusTag tone="unknown" word="待签定" /> {ruling.unsigned.join('、')}
          </p>
        ) : null}
      </section>
      <p className="no-print">
        <Link to="/records/$subject/$id" params={{ subject: ruling.recordOf, id: subject.entityId }}>
          查看或填写{subject.name}的档案
        </Link>
      </p>
      <RulingTrace ruling={ruling} />
    </article>
  )
}

const Fact = ({ name, children }: { readonly name: string; readonly children: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

/** 条款 | 实测 | 标准 | 差距 | 结论 */
function columnsFor(clauses: RulingView['clauses']): readonly Column<Row & { readonly i: number }>[] {
  const refs = [...new Set(clauses.map(({ ref }) => refInWords(ref)))].join('、')
  return [
    { key: 'label', title: '事项', isHeader: true, cell: ({ label, by }) => (by === null ? label : `${label}（${by}）`) },
    { key: 'clause', title: '条款', cell: () => refs },
    { key: 'measured', title: '实测', cell: ({ measured }) => dash(measured) },
    { key: 'required', title: '标准', cell: ({ required }) => dash(required) },
    { key: 'gap', title: '差距', cell: ({ gap }) => (gap === '' ? '—' : <strong>{gap}</strong>) },
    { key: 'outcome', title: '结论', cell: ({ outcome }) => <StatusTag tone={toneOfOutcome(outcome)} word={outcome} /> },
  ]
}

const dash = (text: string): string => (text === '' ? '—' : text)

const GATE_LOOK: { readonly [S in Gate['state']]: { readonly tone: Tone; readonly word: string } } = {
  open: { tone: 'good', word: '已开放' },
  closed: { tone: 'bad', word: '未开放' },
  silent: { tone: 'mute', word: '不受此条限制' },
}

const Gates = ({ gates }: { readonly gates: readonly Gate[] }) => (
  <section>
    <h3>把守的关口</h3>
    <ul className="sheet-gates">
      {gates.map(({ gate, label, state, because }) => (
        <li key={gate}>
          <strong>{label}</strong> <StatusTag {...GATE_LOOK[state]} />
          {because.length > 0 ? <span className="muted"> {because.join('；')}</span> : null}
        </li>
      ))}
    </ul>
  </section>
)

import { listRecurring, type Recurring } from '#contract/oversight.ts'
import { DataTable, type Column } from '#ui/ledger/data-table.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import type { Tone } from '#ui/theme/tone.ts'
import { Answered } from '#web/http/answered.tsx'
import { useAnswer } from '#web/http/use-answer.ts'
import { refInWords } from '#web/scheme/index.ts'

type Held = Recurring['periods'][number]

const WORDS: Readonly<Record<Held['state'], { readonly tone: Tone; readonly word: string }>> = {
  held: { tone: 'good', word: '已办' },
  late: { tone: 'warn', word: '补办' },
  missed: { tone: 'bad', word: '缺' },
  open: { tone: 'mute', word: '未到期' },
}

/** Meetings and hearings that come again: which period had its own, and which went without. */
export function RecurringView() {
  const query = useAnswer(listRecurring, {})
  return (
    <Answered query={query} lines={8}>
      {({ asOf, lines, total }) => (
        <>
          <p className="list-head">
            <span role="status">
              以 {asOf} 为准，共 {total} 项{total > lines.length ? `，显示前 ${lines.length} 项` : ''}
              ；有缺的 {lines.filter(({ periods }) => periods.some(({ state }) => state === 'missed')).length} 项
            </span>
          </p>
          <p className="muted">
            由会议、事项的日期得出，不另登记。每期看其日期是否落在期内；期满没有记录的记作缺。最多看最近十二期，从其中有记录的第一期看起；一期也没有记录的，从方案施行起。
          </p>
          <DataTable
            caption="例会与听取"
            columns={COLUMNS}
            rows={lines}
            rowKey={({ key }) => key}
            empty="方案没有要求定期召开的会议或听取。"
          />
        </>
      )}
    </Answered>
  )
}

/** A month by its name, another stretch by its first and last day. */
const nameOf = ({ from, to }: Held): string =>
  from.slice(0, 7) === to.slice(0, 7) && from.endsWith('-01')
    ? from.slice(0, 7)
    : from.endsWith('-01-01') && to.endsWith('-12-31') && from.slice(0, 4) === to.slice(0, 4)
      ? from.slice(0, 4)
      : `${from}—${to.slice(5)}`

const COLUMNS: readonly Column<Recurring>[] = [
  {
    key: 'what',
    title: '事项',
    isHeader: true,
    cell: ({ label, place }) => (
      <>
        {label}
        <span className="muted line-about">{place}</span>
      </>
    ),
  },
  { key: 'who', title: '由谁', width: '8em', cell: ({ debtorLabel }) => debtorLabel },
  {
    key: 'share',
    title: '已办',
    width: '6em',
    cell: ({ periods, isUnsettled }) => {
      const past = periods.filter(({ state }) => state !== 'open')
      return isUnsettled ? '—' : `${past.filter(({ state }) => state !== 'missed').length}/${past.length}`
    },
  },
  {
    key: 'periods',
    title: '各期',
    cell: ({ periods, isUnsettled }) =>
      isUnsettled ? (
        '周期还没有签定，签定后逐期列出'
      ) : (
        <ul className="period-list">
          {periods.map((one) => (
            <li key={one.from}>
              <span className="nowrap">{nameOf(one)}</span>{' '}
              <StatusTag tone={WORDS[one.state].tone} word={WORDS[one.state].word} />
              {one.state === 'missed' || one.state === 'open' ? <span className="muted"> {one.dueOn} 前</span> : null}
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

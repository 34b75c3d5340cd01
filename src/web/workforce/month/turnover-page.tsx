import { Link } from '@tanstack/react-router'
import { readTurnover, type TurnoverView } from '#contract/workforce/index.ts'
import { MEANS, type Mean } from '#domain/workforce/index.ts'
import { ChoiceField } from '#ui/form/choice-field.tsx'
import { DataTable, type Column } from '#ui/ledger/data-table.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { TextField } from '#ui/form/text-field.tsx'
import { Answered } from '#web/http/answered.tsx'
import { useAnswer } from '#web/http/use-answer.ts'
import { useTitle } from '#web/kernel/use-title.ts'
import { useAddress } from '#web/kernel/use-address.ts'
import { toneOfState } from '../tone-of-state.ts'
import { readWorkforceSearch } from '../workforce-search.ts'
import '../workforce.css'

const DAY = /^\d{4}-\d{2}-\d{2}$/
const dayOf = (text: string | undefined): string | undefined => (text !== undefined && DAY.test(text) ? text : undefined)

const MEAN_WORDS: Readonly<Record<Mean, string>> = {
  ends: '首日与末日在岗人数的平均',
  daily: '每天在岗人数的平均',
}
const meanOf = (text: string | undefined): Mean => MEANS.find((one) => one === text) ?? 'ends'

/** Who left, against how many there were: for the whole, by county, agency and station; from postings alone. */
export function TurnoverPage() {
  useTitle('队伍流动')
  const [search, change] = useAddress(readWorkforceSearch)
  const [from, to, mean] = [dayOf(search.from), dayOf(search.to), meanOf(search.mean)]
  const query = useAnswer(
    readTurnover,
    { mean, ...(from !== undefined && { from }), ...(to !== undefined && { to }) },
    { keepsPrevious: true },
  )
  return (
    <>
      <header className="page-head">
        <div>
          <h1>队伍流动</h1>
          <p className="muted">全部由岗位的起止日期算出，不另填报，不排名；机构和站点按名称、代码排列。</p>
        </div>
      </header>
      <div className="filter-row no-print">
        <TextField
          label="起"
          type="date"
          value={from ?? query.data?.from ?? ''}
          onChange={(next) => change({ from: dayOf(next) })}
        />
        <TextField label="止" type="date" value={to ?? query.data?.to ?? ''} onChange={(next) => change({ to: dayOf(next) })} />
        <ChoiceField
          label="平均人数"
          value={mean}
          choices={MEANS.map((value) => ({ value, label: MEAN_WORDS[value] }))}
          onChange={(next) => change({ mean: next === 'ends' ? undefined : next })}
        />
      </div>
      <Answered query={query} lines={8}>
        {(answer) => (
          <>
            <p className="muted">
              口径：流失率＝{answer.from} 至 {answer.to}（首尾都计）离岗的人数 ÷ {MEAN_WORDS[answer.mean]}
              。只计社工的岗位，不计镇街人员；一人两岗算一人；次日接着上另一个岗的不算离开该机构，调到别站的算离开原站。末日离岗的计入离岗，不计入末日在岗。空缺天数是期内站点没有专职在岗的天数，从首个专职到岗起算。只算您范围内的岗位。
            </p>
            <p className="list-head">
              <span role="status">
                共 {answer.total} 行{answer.total > answer.rows.length ? `，显示前 ${answer.rows.length} 行` : ''}
                ；没有人离开也没有空缺的站点不列。
              </span>
            </p>
            <DataTable
              caption="队伍流动"
              columns={COLUMNS}
              rows={answer.rows}
              rowKey={({ key }) => key}
              empty="这段时间您的范围内没有社工的岗位。"
            />
          </>
        )}
      </Answered>
    </>
  )
}

const KINDS: Readonly<Record<TurnoverView['kind'], string>> = { all: '', county: '县（市、区）', agency: '机构', station: '站点' }
const percent = (share: number | null): string => (share === null ? '无人在岗' : `${(share / 100).toFixed(1)}%`)
const heads = (hundredths: number): string => String(hundredths / 100)

const COLUMNS: readonly Column<TurnoverView>[] = [
  {
    key: 'name',
    title: '范围',
    isHeader: true,
    cell: ({ kind, name }) => (
      <>
        {name} <span className="muted">{KINDS[kind]}</span>
      </>
    ),
  },
  { key: 'opening', title: '首日在岗', align: 'end', cell: ({ opening }) => opening },
  { key: 'closing', title: '末日在岗', align: 'end', cell: ({ closing }) => closing },
  { key: 'mean', title: '平均', align: 'end', cell: ({ mean }) => heads(mean) },
  { key: 'leavers', title: '离岗', align: 'end', cell: ({ leavers }) => leavers },
  { key: 'share', title: '流失率', align: 'end', cell: ({ share }) => percent(share) },
  {
    key: 'vacant',
    title: '空缺天数',
    align: 'end',
    cell: ({ kind, vacantDays }) => (kind === 'station' ? (vacantDays ?? '未知') : '—'),
  },
  {
    key: 'people',
    title: '离岗的人与方案的要求',
    cell: ({ people, rulings, leavers }) => (
      <ul className="plain-list">
        {rulings.map(({ ruleId, state, stateLabel, sentence }) => (
          <li key={ruleId}>
            <StatusTag tone={toneOfState(state)} word={stateLabel} /> {sentence}
          </li>
        ))}
        {people.map(({ postingId, workerId, name, placeName, lastOn, reason }) => (
          <li key={postingId}>
            <Link to="/workers/$workerId" params={{ workerId }}>
              {name}
            </Link>{' '}
            <span className="muted">
              {placeName} {lastOn} 离岗{reason === '' ? '' : `：${reason}`}
            </span>
          </li>
        ))}
        {people.length === 0 && rulings.length === 0 ? <li>{leavers === 0 ? '—' : '姓名不对您显示'}</li> : null}
      </ul>
    ),
  },
]

import { Link } from '@tanstack/react-router'
import type { z } from 'zod'
import { listSchemes, type OwedView, type QuietDesk } from '#contract/scheme/index.ts'
import { DataTable, type Column } from '#ui/ledger/data-table.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { useAnswer } from '#web/http/use-answer.ts'
import { useCan, useSession } from '#web/kernel/current-session.ts'
import { dayInWords } from '#web/kernel/day-words.ts'
import { owedColumns, owedKey, refInWords } from '#web/scheme/index.ts'

type Quiet = z.output<typeof QuietDesk>
type Duty = Quiet['duties'][number]

interface QuietPartsProps {
  readonly quiet: Quiet
  readonly open: ((row: OwedView) => void) | undefined
}

/** The desk of somebody who has nothing to do: what will come and when, and what others have to do in the own scope. */
export function QuietParts({ quiet: { duties, others, othersTotal }, open }: QuietPartsProps) {
  const { grant } = useSession()
  const mayAdopt = useCan('adopt scheme')
  const schemes = useAnswer(listSchemes, {})
  const hasNoPlan = schemes.data?.schemes.length === 0
  const [first] = others
  return (
    <>
      <section className="desk-part" aria-labelledby="desk-duties">
        <h2 id="desk-duties">方案要您办的</h2>
        {duties.length === 0 && hasNoPlan ? (
          <p className="empty-note">
            {mayAdopt
              ? '本地还没有采用方案，所以没有事可派。采用之后，方案派给您的事会列在这里。'
              : '本地还没有采用方案；由主管单位采用之后，方案派给您的事会列在这里。'}
          </p>
        ) : duties.length === 0 ? (
          <p className="empty-note">
            方案没有把哪件事单独派给{grant.roleLabel}，所以这里不会催您。您可以查看方案，和下面您范围内的情况。
          </p>
        ) : (
          <DataTable
            caption="方案要您办的"
            columns={DUTY_COLUMNS}
            rows={duties}
            rowKey={({ schemeId, ruleId }) => `${schemeId}/${ruleId}`}
            empty=""
          />
        )}
      </section>
      <section className="desk-part" aria-labelledby="desk-others">
        <h2 id="desk-others">您范围内，别人要办的</h2>
        <DataTable
          caption="您范围内别人要办的"
          columns={owedColumns(open)}
          rows={others}
          rowKey={owedKey}
          empty="您范围内此刻没有到期、不符或缺资料的事。有了会自动列在这里。"
        />
        {first && othersTotal > others.length ? (
          <p>
            <Link to="/plan/$schemeId" params={{ schemeId: first.schemeId }} search={{ view: 'owed' } as never}>
              全部 {othersTotal} 项
            </Link>
          </p>
        ) : null}
      </section>
    </>
  )
}

const DUTY_COLUMNS: readonly Column<Duty>[] = [
  {
    key: 'label',
    title: '规定',
    isHeader: true,
    cell: ({ label, schemeId, ruleId }) => (
      <Link to="/plan/$schemeId" params={{ schemeId }} search={{ rule: ruleId } as never}>
        {label}
      </Link>
    ),
  },
  { key: 'clause', title: '条款', width: '7em', cell: ({ refs }) => refs.map(refInWords).join('、') },
  { key: 'requirement', title: '要求', cell: ({ requirement }) => requirement },
  { key: 'now', title: '现在', width: '9em', cell: standingOf },
  { key: 'next', title: '下次出现', width: '9em', cell: nextOf },
]

function standingOf({ total, open, subjectLabel }: Duty) {
  if (total === 0) return <StatusTag tone="mute" word={`范围内没有${subjectLabel}`} />
  return open === 0 ? (
    <StatusTag tone="good" word={`${total} 项无事`} />
  ) : (
    <StatusTag tone="info" word={`${total} 项中 ${open} 项未了`} />
  )
}

function nextOf({ nextOn, total }: Duty) {
  if (nextOn !== null) return <span className="nowrap">{dayInWords(nextOn)}</span>
  return <span className="muted">{total === 0 ? '—' : '情况变化时'}</span>
}

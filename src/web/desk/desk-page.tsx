import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { z } from 'zod'
import { readDesk, type OwedView } from '#contract/scheme/index.ts'
import { DataTable } from '#ui/ledger/data-table.tsx'
import { GlassReport } from '#web/access/index.ts'
import { Answered } from '#web/http/answered.tsx'
import { useAnswer } from '#web/http/use-answer.ts'
import { useCan, useSession } from '#web/kernel/current-session.ts'
import { dayInWords } from '#web/kernel/day-words.ts'
import { useTitle } from '#web/kernel/use-title.ts'
import { owedColumns, owedKey, RulingDrawer } from '#web/scheme/index.ts'
import type { DeskSearch } from './desk-search.ts'
import { FirstSteps } from './first-steps.tsx'
import { QuietParts } from './quiet-parts.tsx'
import './desk-page.css'

type Desk = z.output<typeof readDesk.output>

/** What is due for the person asking; nothing was entered to make it appear. */
export function DeskPage() {
  useTitle('工作台')
  const { name, grant } = useSession()
  const query = useAnswer(readDesk, {})
  return (
    <>
      <header className="page-head">
        <div>
          <h1>工作台</h1>
          <p className="muted">
            {name} · {grant.roleLabel} · {grant.scopeName}
            {query.data ? ` · ${dayInWords(query.data.asOf)}` : ''}
          </p>
        </div>
      </header>
      <GlassReport />
      <FirstSteps />
      <Answered query={query} lines={10}>
        {(desk) => <Duties desk={desk} />}
      </Answered>
    </>
  )
}

function Duties({ desk }: { readonly desk: Desk }) {
  const search = useSearch({ strict: false }) as DeskSearch
  const navigate = useNavigate()
  const go = (next: DeskSearch): void => void navigate({ to: '/desk', search: next as never, resetScroll: false })
  const mayRule = useCan('read ruling')
  const open = mayRule ? (row: OwedView) => go({ scheme: row.schemeId, rule: row.ruleId, subject: row.entityId }) : undefined
  const { scheme, rule, subject } = search
  return (
    <>
      {desk.total > 0 ? (
        <ul className="figures" aria-label="数字">
          {desk.totals
            .filter(({ count }) => count > 0)
            .slice(0, 3)
            .map(({ label, count, schemeId }) => (
              <li key={label + schemeId}>
                <Link to="/plan/$schemeId" params={{ schemeId }} search={{ view: 'owed' } as never}>
                  <b>{count}</b>
                  <span>项待办 · {label}</span>
                </Link>
              </li>
            ))}
        </ul>
      ) : null}
      <section className="desk-part" aria-labelledby="desk-today">
        <h2 id="desk-today">今天要做的</h2>
        <DataTable
          caption="今天要做的"
          columns={owedColumns(open, true)}
          rows={desk.today.slice(0, 10)}
          rowKey={owedKey}
          empty="今天没有要您做的。有事到期、临近期限、条款不符或缺您的资料时，会自动出现在这里，不用任何人录入。"
        />
      </section>
      {desk.quiet && desk.soon.length === 0 ? null : (
        <section className="desk-part" aria-labelledby="desk-soon">
          <h2 id="desk-soon">即将到期</h2>
          <DataTable
            caption="即将到期"
            columns={owedColumns(open, true)}
            rows={desk.soon}
            rowKey={owedKey}
            empty="近期没有到期的事。离期限不远时，会提前列在这里。"
          />
        </section>
      )}
      {desk.quiet ? <QuietParts quiet={desk.quiet} open={open} /> : null}
      {mayRule ? (
        <RulingDrawer
          asked={{ schemeId: scheme ?? '' }}
          ruleId={scheme === undefined ? undefined : rule}
          subjectId={subject}
          state={undefined}
          onSubject={(next) =>
            scheme !== undefined && rule !== undefined && go({ scheme, rule, ...(next !== undefined && { subject: next }) })
          }
          onState={() => undefined}
          onClose={() => go({})}
        />
      ) : null}
    </>
  )
}
